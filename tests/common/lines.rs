//! Lines that pages for tests and for fuzzing are made of: sentences of our own in six languages, names, and the phrases of
//! the lexicons. What they look like matters more than what they say.

use std::{fs, path::Path};

/// Sentences of one language, long enough that a few of them make it the page's.
pub(crate) const SENTENCES: [[&str; 6]; 6] = [
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
pub(crate) const NAMES: [&str; 8] = [
    "Aurelia Winterbach",
    "J. R. Okonjo-Lindqvist",
    "Тамара Белозёрова",
    "Kraków",
    "The Harbour Gazette",
    "山本 花子",
    "Facebook",
    "Señor Villalobos y Ruiz",
];

/// The phrases of all lexicons below the root of the project, with their slots filled.
pub(crate) fn phrases(root: &Path) -> Vec<String> {
    let folder = root.join("corpora/lexicons");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|own| own == "tsv") && !path.ends_with("concepts.tsv"));
    files.sort();
    let texts: Vec<String> = files.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let rows = texts.iter().flat_map(|text| text.lines()).filter(|line| !line.starts_with('#'));
    let phrases = rows.filter_map(|row| row.rsplit('\t').next()).filter(|phrase| !phrase.is_empty());
    let fill = |phrase: &str| phrase.replace("{n}", "12").replace("{name}", "Rosa").replace("{date}", "3.4.2019");
    phrases.map(fill).collect()
}
