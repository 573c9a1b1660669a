use std::io::Write as _;

use super::*;
use crate::table::{KnownBy, Table, read_table};

/// A ZIP file with these parts.
fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let method = if *name == "mimetype" {
            zip::CompressionMethod::Stored
        } else {
            zip::CompressionMethod::Deflated
        };
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const TYPES: (&str, &str) = (
    "[Content_Types].xml",
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#,
);
const ROOT: (&str, &str) = (
    "_rels/.rels",
    r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
);

/// A workbook of Excel with these sheets, each with its name and the rows of its XML; a name with `!` is hidden.
fn xlsx(sheets: &[(&str, &str)], strings: &str) -> Vec<u8> {
    let (mut list, mut relations, mut parts) = (String::new(), String::new(), Vec::new());
    for ((name, rows), n) in sheets.iter().zip(1..) {
        let (name, state) = match name.strip_prefix('!') {
            Some(name) => (name, r#" state="hidden""#),
            None => (*name, ""),
        };
        list += &format!(r#"<sheet name="{name}" sheetId="{n}"{state} r:id="rId{n}"/>"#);
        relations += &format!(
            r#"<Relationship Id="rId{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{n}.xml"/>"#
        );
        parts.push((
            format!("xl/worksheets/sheet{n}.xml"),
            format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"),
        ));
    }
    parts.push(("xl/workbook.xml".into(), format!("<workbook><sheets>{list}</sheets></workbook>")));
    parts.push(("xl/_rels/workbook.xml.rels".into(), format!("<Relationships>{relations}</Relationships>")));
    parts.push(("xl/sharedStrings.xml".into(), strings.to_owned()));
    // Format 1 is a day, format 2 one of the workbook's own.
    let styles = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\-mm\-yyyy\ hh:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>"#;
    parts.push(("xl/styles.xml".into(), styles.to_owned()));
    let parts: Vec<(&str, &str)> = [TYPES, ROOT]
        .into_iter()
        .chain(parts.iter().map(|(name, text)| (name.as_str(), text.as_str())))
        .collect();
    packed(&parts)
}

/// Rows of texts as XML.
fn rows(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#);
    rows.iter().map(|row| format!("<row>{}</row>", row.iter().map(cell).collect::<String>())).collect()
}

/// A workbook of LibreOffice with these tables.
fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", &content),
    ])
}

fn read(bytes: &[u8]) -> Table {
    read_table("t.xlsx", bytes, &ReadOptions::default()).unwrap()
}

fn refused(bytes: &[u8], options: &ReadOptions) -> String {
    read_table("t.xlsx", bytes, options).unwrap_err().to_string()
}

fn cells(table: &Table) -> Vec<Vec<&str>> {
    table.rows.iter().map(|row| row.iter().collect()).collect()
}

/// The number and the line of each row.
fn numbers(table: &Table) -> Vec<(u64, u64)> {
    table.rows.iter().map(|row| (row.number(), row.line())).collect()
}

#[test]
fn a_workbook_is_a_table_with_the_rows_of_its_sheet() {
    let strings = r#"<sst uniqueCount="3"><si><t>School</t></si><si><r><t xml:space="preserve">De </t></r><r><t>Linde</t></r></si><si><t>Dag</t></si></sst>"#;
    // The table begins at B3; row 5 has a format and nothing in it; row 6 is not there.
    let bytes = xlsx(
        &[(
            "Antwoorden",
            r##"<row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3" t="s"><v>2</v></c><c r="D3" t="inlineStr"><is><t>K1</t></is></c><c r="E3" t="str"><v>Ja</v></c></row>
            <row r="4"><c r="B4" t="s"><v>1</v></c><c r="C4" s="2"><v>46268.5978356</v></c><c r="D4"><v>3</v></c><c r="E4" t="b"><v>1</v></c></row>
            <row r="5"><c r="B5" s="1"/><c r="C5" s="1"/></row>
            <row r="7"><c r="B7" t="str"/><c r="C7" s="1"><v>46268</v></c><c r="E7" t="e"><v>#REF!</v></c></row>
            <row r="9"><c r="D9"><v>4.0999999999999996</v></c></row>"##,
        )],
        strings,
    );
    let table = read(&bytes);
    assert_eq!(table.names().collect::<Vec<_>>(), ["School", "Dag", "K1", "Ja"]);
    assert_eq!(
        cells(&table),
        [
            ["De Linde", "2026-09-03 14:20:53", "3", "TRUE"],
            ["", "2026-09-03", "", "#REF!"],
            ["", "", "4.1", ""]
        ]
    );
    assert_eq!(numbers(&table), [(4, 4), (7, 7), (9, 9)]);
    assert_eq!(table.blank, 3);
    assert_eq!(table.recognised.to_string(), "xlsx, sheet `Antwoorden` (the only one)");
}

#[test]
fn a_workbook_of_libre_office_is_the_same_table() {
    let text = |text: &str| {
        format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
    };
    let bytes = ods(&format!(
        r#"<table:table table:name="Leeg"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
        <table:table table:name="Antwoorden"><table:table-row>{}{}{}{}</table:table-row><table:table-row>{}<table:table-cell office:value-type="date" office:date-value="2026-09-03T14:20:53"><text:p>3 sep</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="3"><text:p>3,0</text:p></table:table-cell><table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAAR</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16380"/></table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row><table:table-row table:number-rows-repeated="2">{}<table:table-cell/><table:table-cell office:value-type="float" office:value="4" table:number-columns-repeated="2"/></table:table-row><table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>"#,
        text("School"),
        text("Dag"),
        text("K1"),
        text("Ja"),
        text("De<text:s text:c=\"2\"/>Linde"),
        text("De Eik"),
    ));
    let table = read(&bytes);
    assert_eq!(
        cells(&table),
        [
            ["De  Linde", "2026-09-03 14:20:53", "3", "TRUE"],
            ["De Eik", "", "4", "4"],
            ["De Eik", "", "4", "4"]
        ]
    );
    assert_eq!(numbers(&table), [(2, 2), (5, 5), (6, 6)]);
    assert_eq!((table.blank, table.recognised.format), (2, Format::Ods));
    assert_eq!(table.recognised.to_string(), "ods, sheet `Antwoorden` (the only one)");
}

/// Microsoft Forms writes every element with a prefix, and texts that are empty as cells of text without a value.
#[test]
fn prefixes_and_texts_without_a_value_are_read() {
    let x = r#"xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#;
    let bytes = packed(&[
        TYPES,
        ROOT,
        (
            "xl/workbook.xml",
            &format!(
                r#"<x:workbook {x} xmlns:r="r"><x:sheets><x:sheet name="Sheet1" sheetId="1" r:id="rId1"/></x:sheets></x:workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="/xl/worksheets/sheet.xml"/></Relationships>"#,
        ),
        (
            "xl/styles.xml",
            &format!(
                r#"<x:styleSheet {x}><x:numFmts><x:numFmt numFmtId="165" formatCode="m/d/yy h:mm:ss"/></x:numFmts><x:cellXfs><x:xf numFmtId="0"/><x:xf numFmtId="165"/></x:cellXfs></x:styleSheet>"#
            ),
        ),
        (
            "xl/sharedStrings.xml",
            &format!(
                "<x:sst {x}><x:si><x:t>Begintijd</x:t></x:si><x:si><x:t>Tijd van voltooien</x:t></x:si><x:si><x:t>Naam</x:t></x:si><x:si><x:t>Vraag</x:t></x:si><x:si><x:t/></x:si></x:sst>"
            ),
        ),
        (
            "xl/worksheets/sheet.xml",
            &format!(
                r#"<x:worksheet {x}><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="s"><x:v>1</x:v></x:c><x:c r="C1" t="s"><x:v>2</x:v></x:c><x:c r="D1" t="s"><x:v>3</x:v></x:c></x:row><x:row r="2"><x:c r="A2" s="1"><x:v>46268.25</x:v></x:c><x:c r="B2" s="1"><x:v>46268.5</x:v></x:c><x:c r="C2" t="s"/><x:c r="D2" t="s"><x:v/></x:c></x:row><x:row r="3"><x:c r="A3" s="1"><x:v>46268.75</x:v></x:c><x:c r="B3" t="str"/><x:c r="C3" t="s"><x:v>4</x:v></x:c><x:c r="D3" t="str"><x:v>A &amp; B;</x:v></x:c></x:row></x:sheetData></x:worksheet>"#
            ),
        ),
    ]);
    let table = read(&bytes);
    assert_eq!(table.recognised.layout, Some(crate::Layout::MsForms));
    assert_eq!(
        cells(&table),
        [
            ["2026-09-03 06:00:00", "2026-09-03 12:00:00", "", ""],
            ["2026-09-03 18:00:00", "", "", "A &amp; B;"].map(|c| if c.contains("amp") {
                "A & B;"
            } else {
                c
            }),
        ]
    );
}

#[test]
fn the_sheet_is_chosen_by_what_is_in_it() {
    let cover = rows(&[&["Onderzoek 2026"], &["Vragen? Bel ons"]]);
    let pivot = rows(&[&["Rijlabels", "Aantal"], &["De Linde", "12"], &["De Eik", "9"], &["Totaal", "21"]]);
    let list: Vec<String> = (0..40).map(|n| format!("k{n}")).collect();
    let list: Vec<Vec<&str>> = list.iter().map(|code| vec![code.as_str(), "een vraag"]).collect();
    let list = rows(&list.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let wide: &[&str] = &["School", "a", "b", "c", "d", "e", "f", "g", "h"];
    let answers = rows(&[wide, wide, wide, wide]);
    let forms = rows(&[&["Tijdstempel", "k1"], &["1-9-2026", "3"]]);
    let chosen = |sheets: &[(&str, &str)]| read(&xlsx(sheets, "<sst/>")).recognised.sheet.unwrap();
    let sheet = chosen(&[
        ("Voorblad", &cover),
        ("Draaitabel", &pivot),
        ("Codes", &list),
        ("Data", &answers),
        ("Leeg", ""),
    ]);
    assert_eq!((sheet.name.as_str(), sheet.by), ("Data", KnownBy::Guessed));
    assert_eq!(sheet.others, ["Voorblad", "Draaitabel", "Codes"]);
    // What a tool wrote goes before what is larger; what is hidden, after all.
    assert_eq!(chosen(&[("Data", &answers), ("Reacties", &forms)]).name, "Reacties");
    assert_eq!(chosen(&[("!Reacties", &forms), ("Data", &pivot)]).name, "Data");
    let hidden = chosen(&[("!Reacties", &forms)]);
    assert_eq!((hidden.name.as_str(), hidden.by), ("Reacties", KnownBy::Mark));
}

#[test]
fn a_sheet_can_be_named() {
    let bytes =
        xlsx(&[("Data", &rows(&[&["a", "b"], &["1", "2"]])), ("Blad 2", &rows(&[&["c"], &["3"]]))], "<sst/>");
    let named = |sheet: &str| ReadOptions { sheet: Some(sheet.into()), ..ReadOptions::default() };
    let table = read_table("t.xlsx", &bytes, &named(" blad 2")).unwrap();
    assert_eq!(table.recognised.to_string(), "xlsx, sheet `Blad 2` (chosen; not read: `Data`)");
    assert_eq!(cells(&table), [["3"]]);
    assert_eq!(
        refused(&bytes, &named("Date")),
        "t.xlsx: there is no sheet `Date` (nearest is `Data`); choose one of `Data`, `Blad 2`"
    );
    assert_eq!(
        refused(&xlsx(&[("Data", "")], "<sst/>"), &ReadOptions::default()),
        "t.xlsx: the file is empty, no row has anything in it; export it again"
    );
}

#[test]
fn what_is_packed_and_no_workbook_is_told_from_one() {
    for (parts, what) in [
        (&[("word/document.xml", "")][..], "a Word document (DOCX)"),
        (&[("ppt/presentation.xml", "")], "a presentation (PPTX)"),
        (&[("xl/workbook.bin", "")], "a binary workbook (XLSB)"),
        (
            &[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "")],
            "a document of LibreOffice that is no workbook",
        ),
        (&[("Index/Document.iwa", "")], "a file of Apple Numbers"),
        (&[("antwoorden.csv", "a;b\n1;2\n")], "a ZIP file"),
    ] {
        let said = refused(&packed(parts), &ReadOptions::default());
        assert!(said.starts_with(&format!("t.xlsx: this is {what}; ")), "{said}");
    }
    let zip = refused(&packed(&[("a.csv", "a;b\n")]), &ReadOptions::default());
    assert!(zip.ends_with("unpack it first, then read the file that is in it"), "{zip}");
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    for (entry, what) in [
        ("EncryptedPackage", "a workbook with a password on it"),
        ("WordDocument", "an old Word document (DOC)"),
        ("Workbook", "an old Excel file (XLS)"),
    ] {
        let bytes = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), wide(entry)].concat();
        let said = refused(&bytes, &ReadOptions::default());
        assert!(said.contains(&format!("this is {what}")), "{said}");
    }
    let encrypted = packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", "\u{1}\u{2}<<&"),
        (
            "META-INF/manifest.xml",
            "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>",
        ),
    ]);
    assert!(refused(&encrypted, &ReadOptions::default()).contains("a workbook with a password on it"));
}

/// Small files that say they are large, or are: each is refused by its limit, before memory is used for it.
#[test]
fn bombs_are_refused() {
    let limits = |bytes| ReadOptions { max_unpacked_bytes: bytes, ..ReadOptions::default() };
    let usual = ReadOptions::default();
    let unpacked = |limit: &str| {
        format!(
            "t.xlsx: unpacked it takes more than {limit}; take out the sheets, rows and columns that are not needed, or save it as CSV"
        )
    };
    let row = "<row><c><v>1</v></c></row>";
    let long = xlsx(&[("Data", &row.repeat(100_000))], "<sst/>");
    assert!(long.len() < 20_000);
    assert_eq!(refused(&long, &limits(1 << 20)), unpacked("1 MB"));

    // A text of 30 MB in one cell; and one in every cell of many.
    let text = "a".repeat(30_000_000);
    let cell = xlsx(&[("Data", row)], &format!("<sst><si><t>{text}</t></si></sst>"));
    assert!(cell.len() < 100_000);
    assert_eq!(
        refused(&cell, &usual),
        "t.xlsx: there is a cell of far more than 1 MB; shorten it and read again"
    );
    let text = "a".repeat(1_000_000);
    let shared = xlsx(
        &[("Data", &r#"<row><c t="s"><v>0</v></c></row>"#.repeat(10_000))],
        &format!("<sst><si><t>{text}</t></si></sst>"),
    );
    assert_eq!(refused(&shared, &limits(1 << 28)), unpacked("256 MB"));
    let cell = xlsx(&[("Data", &rows(&[&["a"], &[&"b".repeat(2_000_000)]]))], "<sst/>");
    assert_eq!(
        refused(&cell, &usual),
        "t.xlsx: there is a text of 2000000 bytes in row 2, and at most 1048576 are read; shorten it and read again"
    );

    // The same within a comment or literally, with signs that begin a tag.
    for (opens, closes) in [("<!--", "-->"), ("<![CDATA[", "]]>")] {
        let text = format!("{opens}{}{closes}", "<".repeat(30_000_000));
        let cell = xlsx(&[("Data", row)], &format!("<sst><si><t>{text}</t></si></sst>"));
        assert!(refused(&cell, &usual).contains("a cell of far more than"), "{opens}");
    }

    // A sheet in a part that does not look like one.
    let hidden = packed(&[
        TYPES,
        ROOT,
        ("xl/workbook.xml", r#"<workbook><sheets><sheet name="Data" r:id="rId1"/></sheets></workbook>"#),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/s.dat"/></Relationships>"#,
        ),
        (
            "xl/worksheets/s.dat",
            &format!("<worksheet><sheetData>{}</sheetData></worksheet>", row.repeat(100_000)),
        ),
    ]);
    assert_eq!(
        refused(&hidden, &limits(1 << 20)),
        "t.xlsx: the workbook is damaged (a sheet of it stands in `worksheets/s.dat`, which is no XML); download or save it again"
    );

    // A cell far to the right, alone or in many rows; a million columns; numbers that overflow.
    let right = r#"<row><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>"#;
    assert_eq!(read(&xlsx(&[("Data", right)], "<sst/>")).columns.len(), 16_384);
    let many: String =
        (1..50_000).map(|n| format!(r#"<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>"#)).collect();
    let many =
        xlsx(&[("Data", &format!(r#"{many}<row r="50000"><c r="A50000"><v>1</v></c></row>"#))], "<sst/>");
    assert_eq!(refused(&many, &usual), unpacked("4 GB"));
    let columns = xlsx(&[("Data", &rows(&[&["1"; 20_000]]))], "<sst/>");
    assert_eq!(
        refused(&columns, &usual),
        "t.xlsx: there are 20000 columns up to the last cell of row 1, and at most 16384 are read; take out the columns that are not needed"
    );
    for place in [r#"<row r="99999999999"/>"#, r#"<row><c r="AAAAAAAAAA1"/></row>"#] {
        let said = refused(&xlsx(&[("Data", place)], "<sst/>"), &usual);
        assert!(
            said.contains("the workbook is damaged (`") && said.contains("is no place in a sheet"),
            "{said}"
        );
    }
    let said = refused(
        &xlsx(&[("Data", row)], r#"<sst uniqueCount="18446744073709551615"><si><t>a</t></si></sst>"#),
        &usual,
    );
    assert!(said.contains("it announces 18446744073709551615 texts and has 1"), "{said}");

    // Repeats of LibreOffice.
    let cell = |attributes: &str| {
        format!(r#"<table:table-cell {attributes} office:value-type="float" office:value="1"/>"#)
    };
    let table = |row: &str, cells: &str| {
        ods(&format!(
            r#"<table:table table:name="Data"><table:table-row {row}>{cells}</table:table-row></table:table>"#
        ))
    };
    let all = r#"table:number-columns-repeated="16384""#;
    let million = r#"table:number-rows-repeated="1048576""#;
    assert_eq!(refused(&table(million, &cell(all)), &usual), unpacked("4 GB"));
    assert_eq!(
        refused(&table(r#"table:number-rows-repeated="99999999999999999999""#, &cell("")), &usual),
        unpacked("4 GB")
    );
    assert_eq!(
        refused(&table("", &cell(r#"table:number-columns-repeated="1000000""#)), &usual),
        "t.xlsx: there are 1000000 columns in row 1, and at most 16384 are read; take out the columns that are not needed"
    );
    let text = format!(
        r#"<table:table-cell table:number-columns-repeated="1000" office:value-type="string"><text:p>{}</text:p></table:table-cell>"#,
        "a".repeat(500_000)
    );
    assert_eq!(refused(&table(r#"table:number-rows-repeated="1000""#, &text), &usual), unpacked("4 GB"));
    let blanks = r#"<table:table-cell office:value-type="string"><text:p><text:s text:c="999999999999"/></text:p></table:table-cell>"#;
    assert!(refused(&table("", blanks), &usual).contains("a cell of far more than 1 MB"));
    let gap = ods(&format!(
        r#"<table:table table:name="Data"><table:table-row>{0}</table:table-row><table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row><table:table-row>{1}{0}</table:table-row></table:table>"#,
        cell(""),
        r#"<table:table-cell table:number-columns-repeated="16000"/>"#,
    ));
    assert_eq!(refused(&gap, &usual), unpacked("4 GB"));
}

/// A workbook of which some bytes are others is a table or an error, never a panic: in the packed file, where sums
/// find out most changes, and in what is packed.
#[test]
fn a_damaged_workbook_is_a_table_or_an_error() {
    let sheet = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>k1</t></is></c></row><row r="2"><c r="A2" s="2"><v>46268.5</v></c><c r="B2" t="b"><v>1</v></c></row>"#;
    let table = r#"<table:table table:name="Data"><table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="3"/></table:table-row></table:table>"#;
    let usual = ReadOptions::default();
    for (text, book) in [
        (sheet, (|text| xlsx(&[("Data", text)], "<sst><si><t>a</t></si></sst>")) as fn(&str) -> Vec<u8>),
        (table, ods),
    ] {
        let mut bytes = book(text);
        for at in 0..bytes.len() {
            bytes[at] ^= 0x81;
            let _ = read_table("t", &bytes, &usual);
            bytes[at] ^= 0x81;
            let _ = read_table("t", &bytes[..at], &usual);
        }
        let mut errors = 0;
        for at in 0..text.len() {
            for change in ["", "<", "\"", "9", "-", "99999999999999999999"] {
                let (before, after) = (text.split_at(at).0, text.split_at(at + 1).1);
                let text = format!("{before}{change}{after}");
                errors += usize::from(read_table("t", &book(&text), &usual).is_err());
            }
        }
        assert!(errors > text.len(), "{errors}");
    }
}

/// Row 3 of the sheet, which has a blank row above it.
#[test]
fn the_header_of_a_sheet_can_be_chosen() {
    let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Peiling</t></is></c><c r="B1"><v>2026</v></c></row>
        <row r="3"><c r="A3" t="inlineStr"><is><t>School</t></is></c><c r="B3" t="inlineStr"><is><t>K1</t></is></c></row>
        <row r="5"><c r="A5" t="inlineStr"><is><t>007</t></is></c><c r="B5"><v>3</v></c></row>"#;
    let bytes = xlsx(&[("Data", rows)], "<sst/>");
    let table =
        |row| read_table("t.xlsx", &bytes, &ReadOptions { header_row: Some(row), ..ReadOptions::default() });
    let chosen = table(3).unwrap();
    assert_eq!(chosen.names().collect::<Vec<_>>(), ["School", "K1"]);
    assert_eq!(cells(&chosen), [["007", "3"]]);
    assert_eq!((chosen.recognised.preamble, chosen.blank, numbers(&chosen)), (1, 1, vec![(5, 5)]));
    assert!(table(2).unwrap_err().to_string().contains("no row begins at 2"));
}

/// A number has no mark of its own, whatever a person sees.
#[test]
fn columns_in_which_somebody_typed_a_mark_are_known() {
    let text = |at: &str, text: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let number = |at: &str, number: &str| format!(r#"<c r="{at}"><v>{number}</v></c>"#);
    let header = ["B1", "C1", "D1"].map(|at| text(at, at)).concat();
    let first = [text("B2", "1.024"), number("C2", "1.024"), text("D2", "12.5")].concat();
    let second = [number("B3", "980"), number("C3", "980"), text("D3", "1.024,5")].concat();
    let rows = format!(r#"<row r="1">{header}</row><row r="2">{first}</row><row r="3">{second}</row>"#);
    let table = read(&xlsx(&[("Scholen", &rows)], "<sst/>"));
    assert_eq!(cells(&table), [["1.024", "1.024", "12.5"], ["980", "980", "1.024,5"]]);
    assert_eq!(
        table.columns.iter().map(|column| column.typed_marks).collect::<Vec<_>>(),
        [true, false, false]
    );
}
