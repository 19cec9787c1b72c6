//! Bytes to a page: its blocks are sorted, apart and inside the text, nothing but separators stands between them, and
//! every element stands after the one around it.

use polyscrub::{
    Format, Writing,
    page::{Block, BlockKind, Origin, Page, Written},
    reader::{RawPage, Read, Reader},
};

/// The first byte chooses how the bytes are read: four times in five as HTML.
pub fn check(input: &[u8]) {
    let Some((&first, bytes)) = input.split_first() else { return };
    let format = match first % 10 {
        0 => Format::Text,
        1 => Format::Auto,
        _ => Format::Html,
    };
    let writing = Writing { markdown: first & 0x40 != 0, links: first & 0x20 != 0, tables: first & 0x10 == 0 };
    let read = Reader { encoding: None, repair: first & 0x80 == 0, writing }.read(RawPage::new(bytes, format));
    check_page(&read.page);
    if let Some(marks) = &read.marks {
        let cut: Vec<bool> = bytes.iter().map(|byte| byte & 1 == 0).collect();
        check_written(&read.page, &marks.write(&read.page, &cut));
    }
    check_origin(&read, format);
}

/// What the format promises of the text.
fn check_origin(read: &Read, format: Format) {
    let page = &read.page;
    match format {
        Format::Html => assert_eq!(page.origin, Origin::Html),
        Format::Text => assert_eq!(page.origin, Origin::Text),
        Format::Auto => {}
    }
    match page.origin {
        Origin::Html => {
            assert!(page.text.is_empty() || page.text.ends_with('\n') && !page.text.ends_with("\n\n"));
            assert_eq!(page.text.is_empty(), page.blocks.is_empty());
            assert!(page.blocks.iter().all(|block| !page.path(block).is_empty()));
        }
        Origin::Text => {
            assert!(page.elements.is_empty() && page.declared == Default::default());
            assert!(page.blocks.iter().all(|block| block.element == 0 && page.path(block).is_empty()));
        }
    }
}

/// What holds for a text with marks: it has all blocks of the page, in order, and what is between them shows nothing but marks.
fn check_written(page: &Page, written: &Written) {
    assert_eq!(written.spans.len(), page.blocks.len());
    let mut at = 0;
    for span in &written.spans {
        let between = &written.text[at..span.start as usize];
        assert!(between.chars().all(|c| matches!(c, '\n' | ' ' | '-' | '>')), "{between:?}");
        assert!(!span.of(&written.text).trim().is_empty());
        at = span.end as usize;
    }
    assert!(written.text[at..].trim().is_empty(), "text after the last block");
}

/// What holds for every page.
pub fn check_page(page: &Page) {
    let mut at = 0;
    for (index, block) in page.blocks.iter().enumerate() {
        let (start, end) = (block.span.start as usize, block.span.end as usize);
        assert!(at <= start && start < end && end <= page.text.len(), "{at} {block:?}");
        assert!(page.text.is_char_boundary(start) && page.text.is_char_boundary(end), "{block:?}");
        check_separator(&page.text[at..start], index, page.origin);
        check_block(page, block);
        at = end;
    }
    assert!(page.text[at..].trim().is_empty(), "text after the last block");
    for (index, element) in page.elements.iter().enumerate() {
        let parent = element.parent as usize;
        assert!(parent < index || parent == index && index == 0, "{index} is in {parent}");
    }
}

/// Between blocks there is a line end, and nothing to see but the mark of a list.
fn check_separator(separator: &str, index: usize, origin: Origin) {
    assert!(index == 0 || separator.contains('\n'), "{separator:?}");
    let mark = if origin == Origin::Html { separator.strip_suffix("- ") } else { None };
    assert!(mark.unwrap_or(separator).trim().is_empty(), "{separator:?}");
}

fn check_block(page: &Page, block: &Block) {
    let text = page.block_text(block);
    assert!(!text.trim().is_empty() && text.trim_end() == text, "{text:?}");
    // What is preformatted keeps the indentation of its first line.
    assert!(block.kind == BlockKind::Code || text.trim_start() == text, "{text:?}");
    assert!((0.0..=1.0).contains(&block.link_density), "{}", block.link_density);
    assert!(block.element == 0 || (block.element as usize) < page.elements.len(), "{block:?}");
}
