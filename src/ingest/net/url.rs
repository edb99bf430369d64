//! Addresses: which are taken, and where one leads that is written beside another.

use super::{Reach, told};
use crate::ingest::error::Wrong;
use ureq::http::Uri;

/// An address that may be asked, as it is sent.
pub(super) fn checked(address: &str, reach: Reach) -> Result<String, Wrong> {
    let address = escaped(address.trim());
    let uri: Uri = address.parse().map_err(|_| told("it is not an address; give it as https://example.org/page"))?;
    let host = uri.host().filter(|host| !host.is_empty());
    let Some(host) = host else { return Err(told("it names no server; give it as https://example.org/page")) };
    if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
        return Err(told("it holds a name or a password; give the address without it"));
    }
    let local = reach.this_machine && matches!(host, "127.0.0.1" | "[::1]" | "localhost");
    match uri.scheme_str() {
        Some("https") => Ok(without_fragment(&address)),
        Some("http") if local => Ok(without_fragment(&address)),
        Some("http") => {
            Err(told("only https is fetched; give the address with https://, or save the page and give the file"))
        }
        _ => Err(told("only https is fetched; give the address as https://example.org/page")),
    }
}

fn without_fragment(address: &str) -> String {
    address.split('#').next().unwrap_or_default().to_owned()
}

/// What is not ASCII, and spaces, as browsers send them. A server's name of other letters stays and is refused.
fn escaped(address: &str) -> String {
    use std::fmt::Write as _;
    let path = address.find("://").and_then(|at| Some(at + 3 + address[at + 3..].find('/')?)).unwrap_or(address.len());
    let mut out = address[..path].to_owned();
    for byte in address[path..].bytes() {
        if byte > b' ' && byte < 0x7f && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}')
        {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Where a reference leads that stands in the document `base` (RFC 3986, section 5.2, for the forms that pages
/// and servers use); `None` where it leads nowhere.
pub(in crate::ingest) fn resolve(base: Option<&str>, reference: &str) -> Option<String> {
    if reference.is_empty() {
        return None;
    }
    let scheme = reference.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':'));
    if scheme {
        return Some(reference.to_owned());
    }
    let base = base?;
    let (scheme, rest) = base.split_once("://")?;
    if let Some(host) = reference.strip_prefix("//") {
        return Some(format!("{scheme}://{host}"));
    }
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let target = match reference.as_bytes()[0] {
        b'/' => reference.to_owned(),
        b'?' => format!("{path}{reference}"),
        b'#' => path.to_owned(),
        _ => format!("{}/{reference}", path.rsplit_once('/').map_or("", |(folder, _)| folder)),
    };
    let (target, query) = target.split_at(target.find(['?', '#']).unwrap_or(target.len()));
    Some(format!("{scheme}://{host}{}{query}", without_dots(target)))
}

fn without_dots(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/').skip(1) {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let folder = path.ends_with("/.") || path.ends_with("/..");
    format!("/{}{}", parts.join("/"), if folder && !parts.is_empty() { "/" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_is_taken() {
        let strict = Reach::default();
        let check = |address: &str, part: &str| {
            let told = checked(address, strict).unwrap_err().to_string();
            assert!(told.contains(part), "{told}");
        };
        check("http://example.org/", "only https");
        check("http://127.0.0.1/", "only https");
        check("ftp://example.org/", "only https");
        check("file:///etc/passwd", "not an address");
        check("https://user:secret@example.org/", "password");
        check("https://", "not an address");
        check("https://例え.jp/", "not an address");
        assert_eq!(checked("https://example.org/a b/é?x#top", strict).unwrap(), "https://example.org/a%20b/%C3%A9?x");
        assert!(checked("http://127.0.0.1:8000/", Reach { this_machine: true }).is_ok());
        assert!(checked("http://127.0.0.1.example.org/", Reach { this_machine: true }).is_err());
    }

    #[test]
    fn references_lead_where_the_standard_says() {
        // RFC 3986, section 5.4, as far as pages use it.
        let check = |reference: &str, expected: &str| {
            assert_eq!(resolve(Some("http://a/b/c/d?q"), reference).as_deref(), Some(expected), "{reference}");
        };
        check("g", "http://a/b/c/g");
        check("./g", "http://a/b/c/g");
        check("/g", "http://a/g");
        check("//g", "http://g");
        check("?y", "http://a/b/c/d?y");
        check("g?y", "http://a/b/c/g?y");
        check("#s", "http://a/b/c/d");
        check(".", "http://a/b/c/");
        check("..", "http://a/b/");
        check("../g", "http://a/b/g");
        check("../../../g", "http://a/g");
        check("g:h", "g:h");
        assert_eq!(resolve(None, "g"), None);
        assert_eq!(resolve(Some("http://a"), "g").as_deref(), Some("http://a/g"));
    }
}
