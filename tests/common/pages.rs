//! Pages for properties: sentences of our own in six languages, mixed with phrases of the lexicons, stamps, numbers,
//! names, blank lines, wrapped paragraphs and noise. What they look like matters more than what they say.

use std::{fs, path::Path, sync::LazyLock};

use proptest::{prelude::*, sample::select};

/// Sentences of one language, long enough that a few of them make it the page's.
const SENTENCES: [[&str; 6]; 6] = [
    [
        "The old ferry crosses the bay twice a day, and in winter the captain often waits for the last bus.",
        "Nobody in the village could remember who had planted the three chestnut trees beside the well.",
        "When the rain finally stopped, the children carried their paper boats down to the stream behind the school.",
        "My grandmother kept her recipes in a tin box that smelled of cinnamon and candle wax.",
        "It took the council eleven years to agree on the colour of the new bridge.",
        "They laughed about it.",
    ],
    [
        "Die alte Fähre überquert die Bucht zweimal am Tag, und im Winter wartet der Kapitän oft auf den letzten Bus.",
        "Niemand im Dorf wusste noch, wer die drei Kastanien neben dem Brunnen gepflanzt hatte.",
        "Als der Regen endlich aufhörte, trugen die Kinder ihre Papierboote hinunter zum Bach hinter der Schule.",
        "Meine Großmutter bewahrte ihre Rezepte in einer Blechdose auf, die nach Zimt und Kerzenwachs roch.",
        "Der Gemeinderat brauchte elf Jahre, um sich auf die Farbe der neuen Brücke zu einigen.",
        "Sie lachten darüber.",
    ],
    [
        "Le vieux bac traverse la baie deux fois par jour, et en hiver le capitaine attend souvent le dernier autocar.",
        "Personne au village ne se rappelait qui avait planté les trois châtaigniers près du puits.",
        "Quand la pluie cessa enfin, les enfants portèrent leurs bateaux de papier jusqu'au ruisseau derrière l'école.",
        "Ma grand-mère gardait ses recettes dans une boîte en fer qui sentait la cannelle et la cire.",
        "Il fallut onze ans au conseil pour se mettre d'accord sur la couleur du nouveau pont.",
        "Ils en riaient.",
    ],
    [
        "Старый паром пересекает залив дважды в день, а зимой капитан часто ждёт последний автобус.",
        "Никто в деревне уже не помнил, кто посадил три каштана возле колодца.",
        "Когда дождь наконец прекратился, дети понесли бумажные кораблики к ручью за школой.",
        "Бабушка хранила свои рецепты в жестяной коробке, которая пахла корицей и воском.",
        "Одиннадцать лет совет не мог договориться о цвете нового моста.",
        "Над этим смеялись.",
    ],
    [
        "Stary prom przepływa zatokę dwa razy dziennie, a zimą kapitan często czeka na ostatni autobus.",
        "Nikt we wsi nie pamiętał już, kto posadził trzy kasztany obok studni.",
        "Kiedy deszcz wreszcie ustał, dzieci zaniosły swoje papierowe łódki nad strumień za szkołą.",
        "Babcia trzymała przepisy w blaszanym pudełku, które pachniało cynamonem i woskiem.",
        "Przez jedenaście lat rada nie mogła uzgodnić koloru nowego mostu.",
        "Śmiali się z tego.",
    ],
    [
        "古い渡し船は一日に二度湾を渡り、冬になると船長はよく最終バスを待っている。",
        "井戸のそばの三本の栗の木を誰が植えたのか、村ではもう誰も覚えていなかった。",
        "ようやく雨がやむと、子どもたちは紙の舟を学校の裏の小川まで運んでいった。",
        "祖母は肉桂と蝋の匂いのする缶に料理の覚え書きをしまっていた。",
        "新しい橋の色を決めるのに、議会は十一年もかかった。",
        "みんなで笑った。",
    ],
];

/// Names of people, places and papers, which stand alone on lines.
const NAMES: [&str; 8] = [
    "Aurelia Winterbach",
    "J. R. Okonjo-Lindqvist",
    "Тамара Белозёрова",
    "Kraków",
    "The Harbour Gazette",
    "山本 花子",
    "Facebook",
    "Señor Villalobos y Ruiz",
];

/// The phrases of all lexicons, with their slots filled.
static PHRASES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora/lexicons");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|own| own == "tsv") && !path.ends_with("concepts.tsv"));
    files.sort();
    let texts: Vec<String> = files.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let rows = texts.iter().flat_map(|text| text.lines()).filter(|line| !line.starts_with('#'));
    let phrases = rows.filter_map(|row| row.rsplit('\t').next()).filter(|phrase| !phrase.is_empty());
    let fill = |phrase: &str| phrase.replace("{n}", "12").replace("{name}", "Rosa").replace("{date}", "3.4.2019");
    phrases.map(fill).collect()
});

fn phrase() -> impl Strategy<Value = String> {
    any::<prop::sample::Index>().prop_map(|index| index.get(&PHRASES).clone())
}

fn stamp() -> impl Strategy<Value = String> {
    let parts = (1990..2030, 1..=12, 1..=31, 0..24, 0..60, 0..12);
    parts.prop_map(|(year, month, day, hour, minute, form)| match form {
        0 => format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z"),
        1 => format!("{day:02}.{month:02}.{year} {hour:02}:{minute:02} Uhr"),
        2 => format!("Posted on March {day}, {year} at {hour}:{minute:02}"),
        3 => format!("Publié le {day}/{month:02}/{year}"),
        4 => format!("Опубликовано {day} мая {year}"),
        5 => format!("Dodano: {day} maja {year}, {hour}:{minute:02}"),
        6 => format!("{year}年{month}月{day}日 {hour}:{minute:02}"),
        7 => format!("vor {day} Tagen"),
        8 => format!("{minute} minutes ago"),
        9 => format!("{day:02}{month:02}{year}{hour:02}{minute:02}"),
        10 => format!("Mar{day}2{year} {hour}:{minute:02}am Mon"),
        _ => format!("{hour:02}:{minute:02}"),
    })
}

/// A paragraph whose lines break at a column, as mail and text browsers print it.
fn wrapped(language: usize) -> impl Strategy<Value = String> {
    (prop::collection::vec(select(&SENTENCES[language]), 1..4), 42..90_usize).prop_map(|(sentences, width)| {
        let (mut text, mut column) = (String::new(), 0);
        for word in sentences.iter().flat_map(|sentence| sentence.split(' ')) {
            let length = word.chars().count();
            if column > 0 {
                let fits = column + 1 + length <= width;
                text.push(if fits { ' ' } else { '\n' });
                column = if fits { column + 1 } else { 0 };
            }
            text.push_str(word);
            column += length;
        }
        text
    })
}

/// A line, or a few, of a page whose author writes in one language and whose site speaks another.
fn line(author: usize, site: usize) -> impl Strategy<Value = String> {
    prop_oneof![
        5 => select(&SENTENCES[author]).prop_map(str::to_owned),
        1 => select(&SENTENCES[site]).prop_map(str::to_owned),
        6 => phrase(),
        3 => stamp(),
        1 => (0..100_000_u32).prop_map(|number| number.to_string()),
        1 => select(&NAMES).prop_map(str::to_owned),
        2 => wrapped(author),
        1 => wrapped(site),
        1 => "\\PC{0,40}",
        1 => "[ \t\u{a0}]{0,3}",
        1 => (select(&["- ", "» ", "# ", "> ", "  ", "| "]), phrase()).prop_map(|(mark, phrase)| format!("{mark}{phrase}")),
        1 => (phrase(), phrase()).prop_map(|(one, other)| format!("{one} | {other}")),
    ]
}

/// A page's lines, each a block by itself or a paragraph.
pub(crate) fn lines() -> impl Strategy<Value = Vec<String>> {
    (0..SENTENCES.len(), 0..SENTENCES.len())
        .prop_flat_map(|(author, site)| prop::collection::vec(line(author, site), 0..24))
}

/// A page of text: lines, and what stands between them.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let ends = select(&["\n", "\n", "\n\n", "\n\n", "\r\n", " \n", "\n \n\n", "\t\n  "]);
    (lines(), prop::collection::vec(ends, 24))
        .prop_map(|(lines, ends)| lines.iter().zip(ends).map(|(line, end)| format!("{line}{end}")).collect())
}

/// A document: lines in elements that are not always closed.
pub(crate) fn markup() -> impl Strategy<Value = String> {
    let tags =
        select(&["p", "div", "li", "h2", "td", "a href=x", "nav", "pre", "blockquote", "script", "footer", "!--"]);
    (lines(), prop::collection::vec((tags, any::<bool>()), 24)).prop_map(|(lines, tags)| {
        let element = |(line, (tag, closed)): (&String, (&str, bool))| {
            let close = if closed { format!("</{}>", tag.split(' ').next().unwrap_or(tag)) } else { String::new() };
            format!("<{tag}>{line}{close}")
        };
        format!("<html><body>{}", lines.iter().zip(tags).map(element).collect::<String>())
    })
}
