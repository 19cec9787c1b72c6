//! Lines that point somewhere else on the site: the trail from the front page to this one, a menu in one line, and what an arrow stands
//! before or behind.

/// Parts of a trail at least.
const STEPS: usize = 3;
/// Words of one part of a trail at most.
const STEP_WORDS: usize = 6;
/// Entries of a menu in one line at least.
const ENTRIES: usize = 4;
/// Characters of such an entry at most.
const ENTRY: usize = 24;
/// Words beside an arrow at most: the headline of another article.
const POINTED_WORDS: usize = 16;

/// Whether a text is a trail of pages: `Home > News > Sports`.
pub(crate) fn is_trail(text: &str) -> bool {
    ['>', '›', '»', '→'].into_iter().any(|arrow| {
        let mut steps = text.split(arrow).filter(|step| !step.is_empty()).peekable();
        let first = steps.peek().is_some_and(|step| step.ends_with(' '));
        let (mut count, mut plain) = (0, true);
        for step in steps {
            count += 1;
            plain &= step.contains(char::is_alphabetic) && step.split_whitespace().count() <= STEP_WORDS;
            plain &= !step.contains(['<', '=', '{', ';', '-']) && !step.trim_end().ends_with(['.', '!', '?']);
        }
        first && plain && count >= STEPS
    })
}

/// Whether a text is a menu in one line: `News|Sports|Culture|Video`. Rows of tables hold numbers or white space, and those of drawings no words.
pub(crate) fn is_bar(text: &str) -> bool {
    let entry = |entry: &str| {
        let entry = entry.trim();
        entry.contains(char::is_alphabetic) && entry.chars().nth(ENTRY).is_none() && !entry.contains(CODE)
    };
    !text.contains(['\t', '\n'])
        && !text.contains("  ")
        && text.split('|').all(entry)
        && text.split('|').count() >= ENTRIES
}

/// What entries of menus have not, and code has.
const CODE: [char; 8] = ['=', ';', '{', '}', '$', '<', '\\', '`'];

/// Whether an arrow points from a text to another page: `« The last article`, `The next one »`, `More >>`. A mark that also opens or
/// closes a quotation points only where it has no counterpart and no sentence ends there.
pub(crate) fn is_pointed(text: &str) -> bool {
    let text = text.trim();
    let back = ["« ", "← ", "‹ ", "<< ", "«\u{202f}"].iter().any(|mark| text.starts_with(mark));
    let on = ["»", "→", "›", ">>"].iter().find_map(|mark| text.strip_suffix(mark));
    // No quotation starts with this one.
    let arrow = text.starts_with("← ") && !text.ends_with('.');
    let alone = match on {
        Some(words) => !back && !words.contains(['«', '‹', '<', '›', '»']) && !ends_sentence(words),
        None => back && !text.contains(['»', '›']) && !ends_sentence(text),
    };
    (arrow || alone) && text.contains(char::is_alphabetic) && text.split_whitespace().nth(POINTED_WORDS).is_none()
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', '…', '。', '！', '？', '”', '“', '"'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trail_leads_through_pages() {
        assert!(
            is_trail("Home > News > Sports")
                && is_trail("首页 >> 教育 >> 新闻 >> 正文")
                && is_trail("Start › Ort › Verein")
        );
        assert!(
            !is_trail("a > b")
                && !is_trail("if x > 0 { y -> z > 1 }")
                && !is_trail("x->y->z")
                && !is_trail(">>> 1 >> 2")
        );
    }

    #[test]
    fn a_bar_is_a_menu_in_one_line() {
        assert!(
            is_bar("News|Sports|Culture|Video")
                && is_bar("首页|新闻|图片|评论|体育")
                && is_bar("Home | About us | Shop | Contact")
        );
        assert!(!is_bar("News|Sports|Culture") && !is_bar("Hamburg|3|1|12") && !is_bar("| a | b | c |"));
        assert!(!is_bar("cat a|grep $b|sort -u|uniq") && !is_bar("a|  b|c|d"));
    }

    #[test]
    fn an_arrow_points_from_one_side() {
        assert!(
            is_pointed("« The last article")
                && is_pointed("The next one »")
                && is_pointed("更多>>")
                && is_pointed("← Back to it")
                && is_pointed("← Back On →")
                && is_pointed("← What they call « home »")
                && is_pointed("← Who said « never again »?")
        );
        assert!(
            !is_pointed("« Ce que l’on dit »")
                && !is_pointed("« Il vint, il vit.")
                && !is_pointed("et puis plus rien. »")
        );
        assert!(!is_pointed("»Wer weiß?«") && !is_pointed("a >> b") && !is_pointed("»"));
    }
}
