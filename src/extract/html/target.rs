//! Where links lead: the targets that are worth writing, as whole addresses where that is certain.

/// Schemes of targets that a reader can follow from the text.
const SCHEMES: [&str; 5] = ["http", "https", "mailto", "ftp", "tel"];

/// Longest target that is written, in bytes; what is longer carries data.
const LONGEST: usize = 2048;

/// What relative targets are relative to.
#[derive(Debug, Clone, Default)]
pub(super) struct Base {
    /// Of `<base href>`, the address up to the last slash: any target can be put behind it.
    folder: Option<String>,
    /// The scheme and host of that, or of the address that the page states: where its paths start.
    origin: Option<String>,
}

impl Base {
    /// Of what the page states: `<base href>`, and its own address. The folder of the latter may be another than that of the page
    /// which was scraped, its host hardly ever.
    pub(super) fn new(base: Option<&str>, url: Option<&str>) -> Self {
        let base = base.map(str::trim).filter(|base| origin(base).is_some());
        let origin = base.and_then(origin).or_else(|| url.and_then(origin)).map(str::to_owned);
        Self { folder: base.map(folder), origin }
    }

    /// The target of a link as it is written; `None` for places of the page itself, for programs and data.
    pub(super) fn target(&self, href: &str) -> Option<String> {
        let href = href.trim();
        if href.is_empty() || href.len() > LONGEST || href.starts_with('#') {
            return None;
        }
        let whole = match scheme(href) {
            Some(scheme) if SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known)) => href.to_owned(),
            Some(_) => return None,
            None => self.whole(href).unwrap_or_else(|| href.to_owned()),
        };
        Some(encoded(&whole))
    }

    /// A relative target as a whole address.
    fn whole(&self, href: &str) -> Option<String> {
        let origin = self.origin.as_deref()?;
        if href.starts_with("//") {
            return Some(format!("{}:{href}", scheme(origin)?));
        }
        if href.starts_with('/') {
            return Some(format!("{origin}{href}"));
        }
        let plain =
            !href.starts_with('?') && !href.split(['?', '#']).next()?.split('/').any(|part| matches!(part, "." | ".."));
        self.folder.as_ref().filter(|_| plain).map(|folder| format!("{folder}{href}"))
    }
}

/// The scheme of an address.
fn scheme(address: &str) -> Option<&str> {
    let scheme = address.split_once(':')?.0;
    let named = scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    (named && scheme.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(scheme)
}

/// Scheme and host of an address of the web.
fn origin(address: &str) -> Option<&str> {
    let web = ["https://", "http://"]
        .iter()
        .find(|web| address.get(..web.len()).is_some_and(|start| start.eq_ignore_ascii_case(web)))?;
    let host = address[web.len()..].split(['/', '?', '#']).next().filter(|host| !host.is_empty())?;
    address.get(..web.len() + host.len())
}

/// An address up to its last slash.
fn folder(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let host = origin(path).map_or(0, str::len);
    match path[host..].rfind('/') {
        Some(slash) => path[..=host + slash].to_owned(),
        None => format!("{path}/"),
    }
}

/// A target without what would end it in Markdown, or be read as an entity, written as addresses write such signs.
fn encoded(target: &str) -> String {
    let mut out = String::with_capacity(target.len());
    let mut entity = false;
    for c in target.chars().filter(|c| !matches!(c, '\n' | '\r' | '\t')) {
        let ends = matches!(c, '(' | ')' | '<' | '>' | '\\' | '|' | '`') || c.is_control() || c.is_whitespace();
        if ends || entity && c == ';' {
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        } else {
            out.push(c);
        }
        entity = c == '&' || entity && (c.is_ascii_alphanumeric() || c == '#');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_made_whole_where_that_is_certain() {
        let (none, page) = (Base::default(), Base::new(None, Some("https://a.example/x/y?z")));
        let base = Base::new(Some("http://b.example/one/two"), Some("https://a.example/"));
        let cases = [
            ("https://c.example/q", ["https://c.example/q"; 3]),
            ("/p", ["/p", "https://a.example/p", "http://b.example/p"]),
            ("//c.example/", ["//c.example/", "https://c.example/", "http://c.example/"]),
            ("p?q=1", ["p?q=1", "p?q=1", "http://b.example/one/p?q=1"]),
            ("../p", ["../p"; 3]),
            ("mailto:a@b.example", ["mailto:a@b.example"; 3]),
            ("#top", [""; 3]),
            ("javascript:void(0)", [""; 3]),
            ("data:,x", [""; 3]),
            ("?a=1;b&amp;c", ["?a=1;b&amp%3Bc"; 3]),
            ("a b(c)", ["a%20b%28c%29", "a%20b%28c%29", "http://b.example/one/a%20b%28c%29"]),
        ];
        for (href, expected) in cases {
            let found = [&none, &page, &base].map(|base| base.target(href).unwrap_or_default());
            assert_eq!(found, expected, "{href}");
        }
    }
}
