//! The text of a question without its HTML: what tools keep of a question has tags and entities in it.

use quick_xml::escape::resolve_html5_entity;

use crate::text::fold;

/// What of an element is not read by a person.
const UNSEEN: [&str; 2] = ["script", "style"];
/// Elements that stand within a line; all others part what is before from what is after them.
const INLINE: [&str; 14] =
    ["a", "abbr", "b", "big", "em", "font", "i", "label", "small", "span", "strong", "sub", "sup", "u"];

/// The text as a person sees it, white space folded. Unlike in XML, anything goes: a lone `<` or `&` is itself.
pub(crate) fn text(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    // Behind the last `>` no `<` begins an element; known beforehand, so that a million of them are not looked at twice.
    let behind = html.rfind('>').map_or(html.len(), |last| html.len() - last);
    while let Some(at) = rest.find(['<', '&']) {
        let (before, special) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        rest = if let Some(after) = special.strip_prefix("<!--") {
            after.split_once("-->").map_or("", |(_, after)| after)
        } else if special.starts_with('<') && special.len() > behind {
            element(special, &mut out)
        } else if let Some(after) = special.strip_prefix('<') {
            out.push('<');
            after
        } else {
            entity(special, &mut out)
        };
    }
    out.push_str(rest);
    fold(&out).into_owned()
}

/// Goes past the tag at the beginning, and past the content of what is not seen.
fn element<'a>(text: &'a str, out: &mut String) -> &'a str {
    let inner = text.strip_prefix('<').unwrap_or(text);
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let name = name.get(..end).unwrap_or_default().to_ascii_lowercase();
    let (false, Some((_, after))) = (name.is_empty(), inner.split_once('>')) else {
        out.push('<');
        return inner;
    };
    if !INLINE.contains(&name.as_str()) {
        out.push(' ');
    }
    if !inner.starts_with('/') && UNSEEN.contains(&name.as_str()) {
        let closes = |rest: &&str| {
            let said = rest.get(2..).and_then(|rest| rest.get(..name.len()));
            said.is_some_and(|said| said.eq_ignore_ascii_case(&name))
        };
        let mut ends = after.match_indices("</").filter_map(|(at, _)| after.get(at..));
        return ends.find(closes).unwrap_or_default();
    }
    after
}

/// Writes the character that the entity at the beginning stands for.
fn entity<'a>(text: &'a str, out: &mut String) -> &'a str {
    let inner = text.strip_prefix('&').unwrap_or(text);
    /// No name is longer: `CounterClockwiseContourIntegral`.
    const LONGEST: usize = 32;
    let end = inner.bytes().take(LONGEST).position(|byte| byte == b';');
    let parts = end.and_then(|end| Some((inner.get(..end)?, inner.get(end + 1..)?)));
    let known = parts.and_then(|(name, after)| {
        let char = match name.strip_prefix('#') {
            Some(number) => match number.strip_prefix(['x', 'X']) {
                Some(hex) => char::from_u32(u32::from_str_radix(hex, 16).ok()?)?.to_string(),
                None => char::from_u32(number.parse().ok()?)?.to_string(),
            },
            None => resolve_html5_entity(name)?.to_owned(),
        };
        Some((char, after))
    });
    match known {
        Some((char, after)) => {
            out.push_str(&char);
            after
        }
        None => {
            out.push('&');
            inner
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_person_sees_is_left() {
        for (html, seen) in [
            ("<p>Onze <strong>koers</strong>.</p><p>Samen</p>", "Onze koers. Samen"),
            ("één&nbsp;twee &amp; dr&iuml;e &#8217;s &#x20AC;", "één twee & drïe ’s €"),
            ("<script>let a = '<p>';</SCRIPT>x<style>p { }</style><!-- <p> -->y", "x y"),
            ("regel<br />twee", "regel twee"),
            ("a < b & c &onbekend; &#99999999; <", "a < b & c &onbekend; &#99999999; <"),
            ("<span style=\"x\">los", "los"),
            ("<p open", "<p open"),
            ("", ""),
        ] {
            assert_eq!(text(html), seen, "{html}");
        }
    }

    /// Each would take hours if every sign were looked for to the end of the text.
    #[test]
    fn a_text_of_nothing_but_signs_takes_no_longer_than_another() {
        for sign in ["<a", "&", "<!--", "<script></script>", "<style>"] {
            assert!(text(&sign.repeat(1_000_000)).len() <= sign.len() * 1_000_000);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_a_text(html in "(\\PC|[<>&;/!#x-]|script|é){0,40}") {
            let _ = text(&html);
        }
    }
}
