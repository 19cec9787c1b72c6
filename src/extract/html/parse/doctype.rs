//! Declarations of the document's type: whether browsers take the page for one of the nineties, where a table does not end
//! a paragraph.

/// Identifiers of old document types: how they start.
#[rustfmt::skip]
const OLD: [&str; 54] = [
    "-//advasoft ltd//dtd html 3.0 aswedit + extensions//", "-//as//dtd html 3.0 aswedit + extensions//",
    "-//ietf//dtd html 2.0 level 1//", "-//ietf//dtd html 2.0 level 2//", "-//ietf//dtd html 2.0 strict level 1//",
    "-//ietf//dtd html 2.0 strict level 2//", "-//ietf//dtd html 2.0 strict//", "-//ietf//dtd html 2.0//",
    "-//ietf//dtd html 2.1e//", "-//ietf//dtd html 3.0//", "-//ietf//dtd html 3.2 final//", "-//ietf//dtd html 3.2//",
    "-//ietf//dtd html 3//", "-//ietf//dtd html level 0//", "-//ietf//dtd html level 1//",
    "-//ietf//dtd html level 2//", "-//ietf//dtd html level 3//", "-//ietf//dtd html strict level 0//",
    "-//ietf//dtd html strict level 1//", "-//ietf//dtd html strict level 2//", "-//ietf//dtd html strict level 3//",
    "-//ietf//dtd html strict//", "-//ietf//dtd html//", "-//metrius//dtd metrius presentational//",
    "-//microsoft//dtd internet explorer 2.0 html strict//", "-//microsoft//dtd internet explorer 2.0 html//",
    "-//microsoft//dtd internet explorer 2.0 tables//", "-//microsoft//dtd internet explorer 3.0 html strict//",
    "-//microsoft//dtd internet explorer 3.0 html//", "-//microsoft//dtd internet explorer 3.0 tables//",
    "-//netscape comm. corp.//dtd html//", "-//netscape comm. corp.//dtd strict html//",
    "-//o'reilly and associates//dtd html 2.0//", "-//o'reilly and associates//dtd html extended 1.0//",
    "-//o'reilly and associates//dtd html extended relaxed 1.0//",
    "-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
    "-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//", "-//spyglass//dtd html 2.0 extended//",
    "-//sq//dtd html 2.0 hotmetal + extensions//", "-//sun microsystems corp.//dtd hotjava html//",
    "-//sun microsystems corp.//dtd hotjava strict html//", "-//w3c//dtd html 3 1995-03-24//",
    "-//w3c//dtd html 3.2 draft//", "-//w3c//dtd html 3.2 final//", "-//w3c//dtd html 3.2//",
    "-//w3c//dtd html 3.2s draft//", "-//w3c//dtd html 4.0 frameset//", "-//w3c//dtd html 4.0 transitional//",
    "-//w3c//dtd html experimental 19960712//", "-//w3c//dtd html experimental 970421//", "-//w3c//dtd w3 html//",
    "-//w3o//dtd w3 html 3.0//", "-//webtechs//dtd mozilla html 2.0//", "-//webtechs//dtd mozilla html//",
];

/// Identifiers of old document types, whole.
const OLD_WHOLE: [&str; 3] = ["-//w3o//dtd w3 html strict 3.0//en//", "-/w3c/dtd html 4.0 transitional/en", "html"];

/// Identifiers of document types that are old without an address beside them: how they start.
const OLD_ALONE: [&str; 2] = ["-//w3c//dtd html 4.01 frameset//", "-//w3c//dtd html 4.01 transitional//"];

/// The address of an old document type.
const OLD_ADDRESS: &str = "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd";

/// Whether a declaration, from after its `<!doctype`, is one of an old type, or broken.
pub(super) fn is_quirky(declaration: &str) -> bool {
    let Some(content) = declaration.strip_suffix('>') else { return true };
    let content = content.to_ascii_lowercase();
    let content = content.trim_start_matches(is_space);
    let name = content.split(is_space).next().unwrap_or_default();
    let Some(identifiers) = Identifiers::read(content[name.len()..].trim_start_matches(is_space)) else { return true };
    name != "html" || identifiers.are_old()
}

fn is_space(c: char) -> bool {
    u8::try_from(c).is_ok_and(super::attributes::is_space)
}

/// What follows the name.
#[derive(Debug, PartialEq, Eq)]
struct Identifiers<'a> {
    public: Option<&'a str>,
    system: Option<&'a str>,
}

impl<'a> Identifiers<'a> {
    /// `None` where the declaration is broken.
    fn read(text: &'a str) -> Option<Self> {
        if let Some(rest) = text.strip_prefix("public") {
            let (public, rest) = quoted(rest)?;
            let system = if rest.trim_start_matches(is_space).is_empty() { None } else { Some(quoted(rest)?.0) };
            Some(Self { public: Some(public), system })
        } else if let Some(rest) = text.strip_prefix("system") {
            Some(Self { public: None, system: Some(quoted(rest)?.0) })
        } else {
            text.is_empty().then_some(Self { public: None, system: None })
        }
    }

    fn are_old(&self) -> bool {
        let Some(public) = self.public else { return self.system == Some(OLD_ADDRESS) };
        let starts = |with: &[&str]| with.iter().any(|start| public.starts_with(start));
        self.system == Some(OLD_ADDRESS)
            || OLD_WHOLE.contains(&public)
            || starts(&OLD)
            || (self.system.is_none() && starts(&OLD_ALONE))
    }
}

/// What stands in quotes there, and what follows them.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches(is_space);
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    text[1..].split_once(quote)
}

#[cfg(test)]
mod tests {
    use super::is_quirky;

    #[test]
    fn old_types_and_broken_ones_are_quirky() {
        for declaration in [
            "",
            " html",
            ">",
            " svg>",
            " html public>",
            " html public 'a>",
            " html PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\">",
            " HTML PUBLIC '-//IETF//DTD HTML 2.0//EN'>",
            " html x>",
        ] {
            assert!(is_quirky(declaration), "{declaration}");
        }
        for declaration in [
            " html>",
            "html>",
            " HTML >",
            " html SYSTEM 'about:legacy-compat'>",
            " html PUBLIC '-//W3C//DTD HTML 4.01 Transitional//EN' 'http://www.w3.org/TR/html4/loose.dtd'>",
            " html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\"'x' y>",
        ] {
            assert!(!is_quirky(declaration), "{declaration}");
        }
    }
}
