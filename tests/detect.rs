//! `polyscrub detect` as scripts rely on it: a row for every page, line and span, in order.

mod common;

use std::fs;

use assert_cmd::Command;
use common::{ARTICLE, polyscrub, tree};
use polyscrub::{Identifier, Lang};
use serde_json::{Value, json};

fn detect(args: &[&str], input: impl Into<Vec<u8>>) -> String {
    let mut command = polyscrub();
    printed(command.arg("detect").args(args).write_stdin(input))
}

fn printed(command: &mut Command) -> String {
    let assert = command.assert().code(0);
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

fn objects(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn rows(args: &[&str], input: impl Into<Vec<u8>>) -> Vec<Value> {
    objects(&detect(&[&["--format", "jsonl"], args].concat(), input))
}

/// Sentences made up for this test, and their languages.
const SENTENCES: &[(&str, &str)] = &[
    ("af", "Die ou brug oor die rivier is gister vir die laaste keer oopgemaak."),
    ("ar", "فتحت المكتبة الجديدة أبوابها صباح اليوم أمام سكان الحي."),
    ("be", "Учора ў нашай вёсцы адкрылі новую бібліятэку каля ракі."),
    ("bg", "Вчера в нашето село отвориха новата библиотека край реката."),
    ("bn", "নদীর ধারের পুরোনো সেতুটি গতকাল বন্ধ করে দেওয়া হয়েছে।"),
    ("ca", "El pont vell es va tancar ahir i els veïns han de fer la volta pel molí."),
    ("cs", "Starý most přes řeku včera zavřeli a lidé musí chodit kolem mlýna."),
    ("cy", "Cafodd yr hen bont dros yr afon ei chau ddoe oherwydd y llifogydd."),
    ("da", "Den gamle bro over åen blev lukket i går, og nu må alle gå udenom."),
    ("de", "Die alte Brücke wurde gestern gesperrt, und alle müssen um die Mühle herumgehen."),
    ("el", "Η παλιά γέφυρα έκλεισε χθες και όλοι πρέπει να περάσουν από τον μύλο."),
    ("en", "The old bridge was closed yesterday, so everybody has to walk around the mill."),
    ("en", "Nobody knows who painted the door of the bakery blue."),
    ("es", "El puente viejo se cerró ayer y los vecinos tienen que rodear el molino."),
    ("et", "Vana sild suleti eile ja kõik peavad veski juurest ringi minema."),
    ("eu", "Zubi zaharra atzo itxi zuten, eta denok errotaren ingurutik joan behar dugu."),
    ("fa", "پل قدیمی دیروز بسته شد و همه باید از کنار آسیاب بروند."),
    ("fi", "Vanha silta suljettiin eilen, ja kaikkien on kierrettävä myllyn kautta."),
    ("fr", "Le vieux pont a été fermé hier, et tout le monde doit passer par le moulin."),
    ("ga", "Dúnadh an seandroichead inné agus caithfidh gach duine dul timpeall an mhuilinn."),
    ("he", "הגשר הישן נסגר אתמול וכולם צריכים ללכת מסביב לטחנה."),
    ("hi", "पुराना पुल कल बंद कर दिया गया और सबको चक्की के पास से जाना पड़ता है।"),
    ("hu", "A régi hidat tegnap lezárták, ezért mindenkinek a malom felé kell mennie."),
    ("hy", "Հին կամուրջը երեկ փակվեց, և բոլորը պետք է շրջանցեն ջրաղացը։"),
    ("is", "Gömlu brúnni var lokað í gær og allir verða að ganga fram hjá myllunni."),
    ("it", "Il ponte vecchio è stato chiuso ieri e tutti devono passare dal mulino."),
    ("ja", "古い橋は昨日閉鎖され、みんな水車小屋のほうへ回らなければなりません。"),
    ("ka", "ძველი ხიდი გუშინ დაიკეტა და ყველამ წისქვილს უნდა შემოუაროს."),
    ("kk", "Ескі көпір кеше жабылды, енді бәрі диірменді айналып өтуі керек."),
    ("ko", "오래된 다리가 어제 폐쇄되어 모두 물레방아 쪽으로 돌아가야 합니다."),
    ("lt", "Senasis tiltas vakar buvo uždarytas, todėl visi turi eiti aplink malūną."),
    ("lv", "Vecais tilts vakar tika slēgts, un visiem jāiet apkārt dzirnavām."),
    ("mk", "Стариот мост вчера беше затворен и сите мора да одат околу воденицата."),
    ("nl", "De oude brug is gisteren gesloten en iedereen moet nu langs de molen lopen."),
    ("pl", "Stary most został wczoraj zamknięty i wszyscy muszą iść koło młyna."),
    ("pt", "A ponte velha foi fechada ontem e todos têm de dar a volta pelo moinho."),
    ("ro", "Podul vechi a fost închis ieri și toată lumea trebuie să ocolească moara."),
    ("ru", "Старый мост вчера закрыли, и всем приходится обходить мельницу."),
    ("sk", "Starý most včera zatvorili a všetci musia chodiť okolo mlyna."),
    ("sl", "Stari most so včeraj zaprli in vsi morajo hoditi okoli mlina."),
    ("sq", "Ura e vjetër u mbyll dje dhe të gjithë duhet të kalojnë nga mulliri."),
    ("sv", "Den gamla bron stängdes i går, och nu måste alla gå runt kvarnen."),
    ("sw", "Daraja la zamani lilifungwa jana na watu wote wanapaswa kuzunguka kinu."),
    ("ta", "பழைய பாலம் நேற்று மூடப்பட்டதால் அனைவரும் ஆலையைச் சுற்றிச் செல்ல வேண்டும்."),
    ("th", "สะพานเก่าถูกปิดเมื่อวานนี้ ทุกคนจึงต้องเดินอ้อมโรงสี"),
    ("tr", "Eski köprü dün kapatıldı ve herkes değirmenin çevresinden dolaşmak zorunda."),
    ("uk", "Старий міст учора закрили, і всім доводиться обходити млин."),
    ("vi", "Cây cầu cũ đã bị đóng hôm qua và mọi người phải đi vòng qua cối xay."),
    ("zh", "旧桥昨天关闭了，大家都得绕着磨坊走。"),
];

#[test]
fn sentences_are_named() {
    let identifier = Identifier::new();
    for (code, sentence) in SENTENCES {
        let text = identifier.identify(sentence);
        assert_eq!(text.language(), Lang::parse(code), "{sentence}: {:?}", text.ranked(2));
    }
    let input: String = SENTENCES.iter().map(|row| format!("{}\n", row.1)).collect();
    let told = rows(&["--lines"], input);
    assert!(
        told.iter().zip(SENTENCES).all(|(row, (code, sentence))| row["language"] == *code && row["text"] == *sentence)
    );
}

#[test]
fn every_line_has_a_row_in_order() {
    let input = "Die Brücke ist offen.\n\nOK\r\n12:45\n  \nFoto\tund Text\n<p>The bridge is open.</p>\na\0b\nlast one";
    let told = rows(&["--lines", "--against", "de", "-"], input);
    let texts = [
        "Die Brücke ist offen.",
        "",
        "OK",
        "12:45",
        "  ",
        "Foto\tund Text",
        "<p>The bridge is open.</p>",
        "a\0b",
        "last one",
    ];
    assert_eq!(told.len(), texts.len());
    for (index, (row, text)) in told.iter().zip(texts).enumerate() {
        assert_eq!((&row["line"], &row["text"]), (&json!(index + 1), &json!(text)));
    }
    for blank in [1, 3, 4] {
        let row = &told[blank];
        assert_eq!(
            (&row["language"], row["probability"].as_f64(), row["margin"].as_f64()),
            (&json!("und"), Some(0.0), Some(0.0))
        );
    }
    assert_eq!((&told[0]["language"], &told[6]["language"]), (&json!("de"), &json!("en")));
    assert!(told[0]["margin"].as_f64() < Some(0.0) && told[6]["margin"].as_f64() > Some(0.0));
    assert!(told.iter().all(|row| (0.0..=1.0).contains(&row["probability"].as_f64().unwrap())));
}

#[test]
fn short_lines_have_an_answer() {
    for text in ["OK", "Foto", "a", "Новости", "写真"] {
        assert_ne!(rows(&["--lines"], text)[0]["language"], "und", "{text}");
    }
}

#[test]
fn objects_are_written_the_same_way_every_time() {
    let told = detect(&["--lines", "--format", "jsonl", "--against", "en"], "\n12 \"\t3\n");
    let rest = "\"language\":\"und\",\"probability\":0.0000,\"margin\":0.00,\"text\"";
    assert_eq!(told, format!("{{\"line\":1,{rest}:\"\"}}\n{{\"line\":2,{rest}:\"12 \\\"\\t3\"}}\n"));
}

#[test]
fn a_file_standard_input_and_a_pipe_are_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Die Brücke ist offen.\nThe bridge is open.\n";
    tree(folder.path(), &[("lines.txt", text.as_bytes())]);
    let file = folder.path().join("lines.txt");
    let of_file = detect(&["--lines", file.to_str().unwrap()], "");
    assert_eq!(of_file, detect(&["--lines", "-"], text));
    assert_eq!(of_file, detect(&["--lines"], text));
    let out = folder.path().join("out.tsv");
    assert_eq!(detect(&["--lines", "-o", out.to_str().unwrap()], text), "");
    assert_eq!(fs::read_to_string(out).unwrap(), of_file);
}

#[test]
fn any_encoding_and_compression_goes_by_lines() {
    let utf16: Vec<u8> = "\u{feff}Die Brücke\nist offen".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let packed = zstd::encode_all("Die Brücke\nist offen".as_bytes(), 3).unwrap();
    for bytes in [&b"Die Br\xfccke\nist offen"[..], &utf16, &packed] {
        let told = rows(&["--lines"], bytes);
        assert_eq!((&told[0]["text"], &told[1]["text"]), (&json!("Die Brücke"), &json!("ist offen")));
    }
    let named = rows(&["--lines", "--encoding", "windows-1251"], &b"\xcf\xf0\xe8\xe2\xe5\xf2\n"[..]);
    assert_eq!(named[0]["text"], "Привет");
    // Mojibake is the line's own.
    assert_eq!(rows(&["--lines"], "GrÃ¼ÃŸe aus KÃ¶ln\n")[0]["text"], "GrÃ¼ÃŸe aus KÃ¶ln");
}

#[test]
fn columns_have_an_order() {
    let text = "Die Brücke\tist offen und leer.\n12\n";
    let told = detect(&["--lines"], text);
    assert_eq!(
        told.lines().collect::<Vec<_>>(),
        [&format!("de\t{}\tDie Brücke\tist offen und leer.", column(&told, 1)), "und\t0.0000\t12"]
    );
    let told = detect(&["--lines", "--against", "de", "--top", "3"], text);
    let columns: Vec<&str> = told.lines().next().unwrap().split('\t').collect();
    assert_eq!((columns[0], columns.len()), ("de", 9));
    assert!(columns[2].starts_with('-') && columns[4].parse::<f32>().is_ok() && columns[6].parse::<f32>().is_ok());
    assert_eq!(told.lines().nth(1), Some("und\t0.0000\t0.00\tund\t0.0000\tund\t0.0000\t12"));
}

fn column(text: &str, index: usize) -> &str {
    text.split('\t').nth(index).unwrap()
}

#[test]
fn the_likeliest_are_told() {
    let told = rows(&["--lines", "--top", "3"], "Den gamle broen ble stengt.\n12\n");
    let top = told[0]["top"].as_array().unwrap();
    assert_eq!(
        (top.len(), &top[0]["language"], &top[0]["probability"]),
        (3, &told[0]["language"], &told[0]["probability"])
    );
    assert!(top.iter().map(|guess| guess["probability"].as_f64().unwrap()).sum::<f64>() <= 1.0002);
    assert_eq!(told[1]["top"], json!([]));
    assert!(rows(&["--lines"], "Satz\n")[0].get("top").is_none());
}

#[test]
fn codes_are_those_asked_for() {
    let text = "The old bridge was closed yesterday.\n";
    assert_eq!(rows(&["--lines", "--iso", "3", "--top", "2"], text)[0]["top"][0]["language"], "eng");
    assert_eq!(rows(&["--lines", "--iso", "1"], text)[0]["language"], "en");
    assert_eq!(rows(&["--iso", "3"], "12")[0]["language"], "und");
}

#[test]
fn only_the_languages_asked_for_are_named() {
    let text = "Foto\nOK\nDen gamla bron\nСтарый мост\n";
    let told = rows(&["--lines", "--languages", "de,eng"], text);
    assert!(told[..3].iter().all(|row| row["language"] == "de" || row["language"] == "en"), "{told:?}");
    assert_eq!(told[3]["language"], "und");
    let told =
        rows(&["--spans", "--languages", "de,en"], "Die Brücke ist seit gestern offen. Старый мост закрыли вчера.");
    assert_eq!(told.iter().map(|row| row["language"].as_str().unwrap()).collect::<Vec<_>>(), ["de", "und"]);
}

#[test]
fn kin_are_no_others() {
    let text = "Den gamle broen over elva ble stengt i går, og nå må alle gå rundt mølla.\n";
    for kin in ["nb", "nn", "no"] {
        assert!(rows(&["--lines", "--against", kin], text)[0]["margin"].as_f64() < Some(0.0));
    }
}

#[test]
fn spans_cover_the_text() {
    let text =
        "The old bridge was closed yesterday. Die neue Brücke wird im Herbst geöffnet.\nСтарый мост закрыли вчера.\n";
    let told = rows(&["--spans"], text);
    assert_eq!(told.iter().map(|row| row["language"].as_str().unwrap()).collect::<Vec<_>>(), ["en", "de", "ru"]);
    let mut end = 0;
    for row in &told {
        assert_eq!((row["start"].as_u64(), &row["path"]), (Some(end), &json!("-")));
        end = row["end"].as_u64().unwrap();
        assert_eq!(row["text"], text[row["start"].as_u64().unwrap() as usize..end as usize]);
    }
    assert_eq!(end as usize, text.len());
    let table = detect(&["--spans"], text);
    assert!(
        table.lines().nth(1).unwrap().ends_with("\t37\t80\t-\tDie neue Brücke wird im Herbst geöffnet. "),
        "{table}"
    );
    polyscrub().args(["detect", "--spans", "--lines"]).write_stdin("x").assert().code(2);
}

#[test]
fn a_directory_has_a_row_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let html = "<!doctype html><html><body><nav><a>Home</a><a>Search</a><a>Contact us</a></nav><p>De oude brug is gisteren \
                gesloten en iedereen moet nu langs de molen lopen.</p></body></html>";
    let records = "{\"id\":7,\"text\":\"The old bridge was closed yesterday.\"}\nnot json\n{\"text\":\"Le vieux pont est fermé.\"}\n";
    tree(
        folder.path(),
        &[
            ("b/page.html", html.as_bytes()),
            ("a.txt", ARTICLE.as_bytes()),
            ("c.bin", b"\x89PNG\r\n\x1a\n\0\0\0"),
            ("d.jsonl", records.as_bytes()),
        ],
    );
    let mut command = polyscrub();
    let assert = command.arg("detect").arg(folder.path()).args(["--format", "jsonl"]).assert().code(3);
    let told = objects(&String::from_utf8(assert.get_output().stdout.clone()).unwrap());
    let names: Vec<&Value> = told.iter().map(|row| row.get("path").unwrap_or(&row["id"])).collect();
    assert_eq!(
        names,
        [&json!("a.txt"), &json!("b/page.html"), &json!("c.bin"), &json!(7), &json!("d.jsonl#2"), &json!("d.jsonl#3")]
    );
    let codes: Vec<&str> = told.iter().map(|row| row["language"].as_str().unwrap()).collect();
    assert_eq!(codes, ["de", "nl", "und", "en", "und", "fr"]);
    assert_eq!(
        (&told[2]["reason"], &told[4]["reason"], &told[3]["source"]),
        (&json!("binary"), &json!("not-json"), &json!("d.jsonl"))
    );
    let table = |threads: &str| {
        let mut command = polyscrub();
        let assert = command.arg("detect").arg(folder.path()).args(["-q", "--threads", threads]).assert().code(3);
        String::from_utf8(assert.get_output().stdout.clone()).unwrap()
    };
    assert_eq!(table("1"), table("4"));
    assert!(table("1").starts_with("de\t1.0000\ta.txt\nnl\t"), "{}", table("1"));
}

#[test]
fn rows_say_where_they_come_from_when_there_are_several() {
    let folder = tempfile::tempdir().unwrap();
    tree(folder.path(), &[("a.txt", b"Satz\n\n"), ("b.txt", b"Satz"), ("c.png", b"\x89PNG\r\n\x1a\n\0\0\0")]);
    let told = objects(&printed(polyscrub().arg("detect").arg(folder.path()).args(["--lines", "--format", "jsonl"])));
    let places: Vec<_> =
        told.iter().map(|row| (row["source"].as_str().unwrap(), row["line"].as_u64().unwrap())).collect();
    assert_eq!(places, [("a.txt", 1), ("a.txt", 2), ("b.txt", 1)]);
    let one = folder.path().join("a.txt");
    assert!(rows(&["--lines", one.to_str().unwrap()], "")[0].get("source").is_none());
}

#[test]
fn pages_can_be_taken_by_lines_when_their_form_is_named() {
    let told = rows(&["--lines", "--input", "html"], "<p>Die Brücke.</p><p>Der Fluss.</p>");
    assert_eq!(
        told.iter().map(|row| row["text"].as_str().unwrap()).collect::<Vec<_>>(),
        ["Die Brücke.", "", "Der Fluss."]
    );
    let told = rows(&["--lines", "--input", "jsonl", "--text-field", "t"], "{\"id\":\"x\",\"t\":\"Die Brücke.\"}");
    assert_eq!((&told[0]["source"], &told[0]["text"]), (&json!("x"), &json!("Die Brücke.")));
}

#[test]
fn usage_errors_are_two() {
    let bad: [&[&str]; 7] = [
        &["/no/such/page.html"],
        &["--lines", "/no/such/lines.txt"],
        &["--languages", "xx"],
        &["--against", "gl"],
        &["--top", "0"],
        &["--iso", "2"],
        &["--encoding", "nonsense"],
    ];
    for args in bad {
        polyscrub().arg("detect").args(args).write_stdin("").assert().code(2).stdout("");
    }
}

#[test]
fn damaged_input_is_three_and_what_came_before_it_is_told() {
    let packed = zstd::encode_all("Die Brücke ist offen.\n".repeat(9000).as_bytes(), 3).unwrap();
    let mut command = polyscrub();
    let assert = command.args(["detect", "--lines"]).write_stdin(&packed[..packed.len() - 9]).assert().code(3);
    assert!(String::from_utf8_lossy(&assert.get_output().stderr).contains("page failed"));
}

#[test]
fn a_line_that_is_too_long_has_a_row_all_the_same() {
    let input = format!("Die Brücke ist offen.\n{}\nThe end of it.\n", "x".repeat(5000));
    let told = rows(&["--lines", "--max-page-size", "1k"], input);
    assert_eq!((told.len(), &told[1]["language"], &told[2]["text"]), (3, &json!("und"), &json!("The end of it.")));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    use std::process::Stdio;
    let folder = tempfile::tempdir().unwrap();
    tree(folder.path(), &[("lines.txt", "Die Brücke ist offen.\n".repeat(20_000).as_bytes())]);
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("polyscrub"));
    command.args(["detect", "--lines"]).arg(folder.path().join("lines.txt"));
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn a_line_is_answered_before_the_next_one_is_asked() {
    use std::{
        io::{BufRead, BufReader, Write},
        process::Stdio,
    };
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("polyscrub"));
    let mut child =
        command.args(["detect", "--lines", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut input, mut output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    for text in ["Die Brücke ist offen.", "The bridge is open."] {
        writeln!(input, "{text}").unwrap();
        let mut row = String::new();
        output.read_line(&mut row).unwrap();
        assert!(row.trim_end().ends_with(text), "{row}");
    }
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
