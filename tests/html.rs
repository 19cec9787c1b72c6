//! HTML pages written for this test: the author's text stays, chrome in any language goes.

use polyscrub::{Cleaner, Format, Settings};

/// A news page in Portuguese with a Portuguese menu, foot and teasers.
const NEWS: &str = r##"<!doctype html><html lang="pt"><head><title>A ponte velha reabre | Folha do Vale</title></head><body>
<nav class="top-menu"><ul><li><a href="/">Início</a></li><li><a href="/p">Política</a></li><li><a href="/c">Cultura</a></li>
<li><a href="/d">Desporto</a></li><li><a href="/o">Opinião</a></li></ul></nav>
<main><article><h1>A ponte velha reabre</h1>
<p>Depois de quatro invernos fechada, a ponte velha voltou a receber quem atravessa o rio a pé, e os primeiros a passar foram os alunos da escola da margem norte.</p>
<p>Os pedreiros numeraram cada pedra antes de a retirar, e só assim conseguiram devolver ao arco a curva que tinha no tempo dos moinhos.</p>
<h2>Uma festa à chuva</h2>
<p>Choveu durante a inauguração, mas ninguém foi para casa antes de a banda tocar a última marcha, já com as partituras molhadas.</p>
</article></main>
<aside class="sidebar related-posts"><h3>Leia também</h3><ul><li><a href="/1">O mercado muda de praça na primavera</a></li>
<li><a href="/2">Três receitas com castanhas do vale</a></li><li><a href="/3">O comboio da tarde chega mais cedo</a></li></ul></aside>
<footer><p>Folha do Vale, jornal semanal. Todos os direitos reservados.</p><ul><li><a href="/t">Termos de utilização</a></li>
<li><a href="/q">Quem somos</a></li></ul></footer></body></html>"##;

/// A page that lies about its parts: a builder calls every paragraph a widget.
const BUILDER: &str = r#"<html><body><div class="page">
<div class="widget text"><p>The well behind the bakery was dug by hand, and it took two brothers the better part of a summer to reach water.</p></div>
<div class="widget text"><p>They lined it with stones from the river, which is why the lowest rows are round and the upper ones have corners.</p></div>
<div class="widget text"><p>Nobody has drawn water from it for years, yet the rope is still changed every spring, because the baker likes it that way.</p></div>
</div></body></html>"#;

fn cleaned(page: &str) -> String {
    Cleaner::new(Settings::default()).unwrap().clean(page.as_bytes(), Format::Html).text
}

#[test]
fn menus_feet_and_teasers_of_the_own_language_go_and_the_article_stays() {
    let text = cleaned(NEWS);
    for kept in [
        "A ponte velha reabre",
        "Depois de quatro invernos",
        "Os pedreiros numeraram",
        "Uma festa à chuva",
        "Choveu durante",
    ] {
        assert!(text.contains(kept), "{kept} is gone:\n{text}");
    }
    for gone in ["Início", "Desporto", "Leia também", "castanhas", "Termos de utilização", "Quem somos"] {
        assert!(!text.contains(gone), "{gone} is left:\n{text}");
    }
}

#[test]
fn a_title_stays_where_it_is_a_link_to_its_own_page() {
    let page = NEWS.replace("<h1>A ponte velha reabre</h1>", "<h2><a href='/ponte'>A ponte velha reabre</a></h2>");
    assert_ne!(page, NEWS);
    assert!(cleaned(&page).starts_with("A ponte velha reabre\n"), "{}", cleaned(&page));
}

#[test]
fn a_long_menu_that_is_settled_first_stays_away() {
    let links: String = (0..60).map(|n| format!("<li><a href='/s{n}'>Section {n}</a></li>")).collect();
    let prose: String = (0..8)
        .map(|n| {
            format!("<p>On day {n} the surveyors walked the old drovers' road as far as the ford, counted the milestones that were still standing, and wrote down who had moved the others.</p>")
        })
        .collect();
    let page = format!(
        "<html><body><nav class='site-menu'><ul>{links}</ul></nav><main><article><h1>Counting the milestones</h1>{prose}</article></main></body></html>"
    );
    let text = cleaned(&page);
    assert!(text.starts_with("Counting the milestones\n\nOn day 0"), "{text}");
    assert!(!text.contains("Section"), "{text}");
}

#[test]
fn names_of_elements_that_claim_the_whole_page_are_not_believed() {
    let text = cleaned(BUILDER);
    for kept in ["The well behind", "They lined it", "Nobody has drawn"] {
        assert!(text.contains(kept), "{kept} is gone:\n{text}");
    }
}

#[test]
fn a_page_that_is_all_links_is_not_emptied_of_its_words() {
    let page = "<html><body><h1>Ferry times</h1><div class=\"sidebar\"><a href=/a>Home</a></div><p>No ferry on Sunday.</p></body></html>";
    let text = cleaned(page);
    assert!(text.contains("Ferry times") && text.contains("No ferry on Sunday."), "{text}");
}

#[test]
fn the_same_sentences_as_plain_text_know_nothing_of_documents() {
    let text = "The well behind the bakery was dug by hand.\n\nThey lined it with stones from the river.\n";
    let explained = Cleaner::new(Settings::default()).unwrap().explain(text.as_bytes(), Format::Text);
    let names = explained.blocks.iter().flat_map(|block| &block.features).map(|feature| feature.name());
    assert!(
        names.into_iter().all(|name| name != "document" && !name.starts_with("region-") && !name.starts_with("hint-"))
    );
    assert_eq!(explained.cleaned.text, text);
}

/// A blog post with comments by readers, in a thread with its buttons.
const COMMENTED: &str = r#"<html lang="en"><body><main><article><h1>The kettle that sings</h1>
<p>My grandmother kept a kettle that sang two notes, a third apart, and nobody in the house could tell why it never boiled over.</p>
<p>When we opened the lid last winter we found a reed from an old harmonica wedged into the spout, tuned with a file and a lot of patience.</p>
<p>It has its own shelf now, and on Sundays somebody always asks for the song before asking for the tea.</p>
<p>A tinsmith in the next valley told us that his father had built whistles into spouts for years, though never two of them at a time.</p>
<p>He offered to make us a second one, and then spent a whole afternoon listening to the first with his eyes closed.</p>
<p>The copy sings as well, a little higher, and the two of them together can be heard from the road when the windows are open.</p></article></main>
<section id="comments" class="comments-area"><h3>4 comments</h3><ol class="comment-list">
<li class="comment"><p>Mine sang as well, until a cousin cleaned it with vinegar and the reed came loose, which we only understood years later.</p>
<p><a href="/reply/1">Reply</a></p></li>
<li class="comment"><p>We had one of those on the farm, and the dog used to howl along with it every morning until my uncle bent the reed.</p>
<p><a href="/reply/3">Reply</a></p></li>
<li class="comment"><p>Do you know whether the tinsmith sells them? I have been looking for one like that for my sister since spring.</p>
<p><a href="/reply/4">Reply</a></p></li>
<li class="comment"><p>Lovely story!</p><p><a href="/reply/2">Reply</a></p></li></ol>
<form class="respond"><p>Leave a comment</p><label>Your email</label><button>Post comment</button></form></section></body></html>"#;

#[test]
fn comments_stay_for_who_asks_and_their_buttons_go() {
    let text = |comments| {
        let settings = Settings { comments, ..Settings::default() };
        Cleaner::new(settings).unwrap().clean(COMMENTED.as_bytes(), Format::Html).text
    };
    let (without, with) = (text(false), text(true));
    for comment in ["Mine sang as well", "Lovely story!"] {
        assert!(!without.contains(comment), "{without}");
        assert!(with.contains(comment), "{with}");
    }
    assert!(without.contains("two notes, a third apart") && with.contains("two notes, a third apart"));
    for gone in ["Reply", "Leave a comment", "Your email", "Post comment"] {
        assert!(!with.contains(gone), "{gone} is left:\n{with}");
    }
}
