//! Delimited text in any European dialect: comma, semicolon, tab or pipe; any line ends; new lines within quotes;
//! UTF-8, UTF-16 or an old code page.

mod dialect;
mod encoding;
mod records;

pub use self::dialect::Delimiter;
pub use self::encoding::Encoding;
use self::records::Records;
use super::{Format, How, Raw, ReadError, ReadOptions, Recognised, Row, format, header};

pub(super) fn read(name: &str, bytes: &[u8], options: &ReadOptions) -> Result<Raw, ReadError> {
    let decoded = encoding::decode(name, bytes, options.encoding)?;
    let (text, nuls) = without_nuls(decoded.text);
    if nuls * 20 > text.len() {
        return Err(format::binary(name));
    }
    let text = line_feeds_only(text);
    let (said, body) = dialect::take_sep_line(name, &text)?;
    let (delimiter, delimiter_by) = match (options.delimiter, said) {
        (Some(chosen), _) => (chosen, How::Chosen),
        (None, Some(said)) => (said, How::Mark),
        (None, None) => dialect::guess(body),
    };
    let mut recognised = Recognised::new(Format::Text);
    recognised.encoding = Some((decoded.encoding, decoded.how));
    recognised.delimiter = Some((delimiter, delimiter_by));
    let first_line = if said.is_some() { 2 } else { 1 };
    let mut records = Records::new(name, body, first_line, delimiter, options);
    let (mut rows, mut blank_before) = (Vec::new(), Vec::new());
    let mut blank = 0;
    while let Some((line, cells)) = records.next_filled()? {
        if rows.len() < header::TOP {
            blank_before.push(records.blank - blank);
            blank = records.blank;
        }
        rows.push(Row { number: 0, line, cells });
    }
    Ok(Raw { rows, blank_before, blank: records.blank, nuls, recognised })
}

/// The text of bytes that can only be UTF-8, without its byte order mark.
pub(super) fn utf8(name: &str, bytes: &[u8]) -> Result<String, ReadError> {
    encoding::decode(name, bytes, Some(Encoding::Utf8)).map(|decoded| decoded.text)
}

fn without_nuls(text: String) -> (String, usize) {
    let nuls = text.matches('\0').count();
    if nuls == 0 { (text, 0) } else { (text.replace('\0', ""), nuls) }
}

/// All line ends as line feeds, within cells too: texts are compared with white space folded anyhow, and lines can
/// then be counted in files with bare carriage returns.
fn line_feeds_only(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}
