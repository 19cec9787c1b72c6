//! Lengths that lie, and records that are too large.

use super::*;

#[test]
fn a_wrong_length_costs_nothing() {
    let mended = |length: &str| {
        let block = [HTML.as_bytes(), PAGE].concat();
        let archive = [sized("response", length, &block), page(), page()].concat();
        let read = read(&archive);
        assert_eq!(read.iter().map(told).collect::<Vec<_>>(), [html(), html(), html()], "{length}");
        read.into_iter().map(|record| record.unwrap().mended).collect::<Vec<_>>()
    };
    let length = HTML.len() + PAGE.len();
    for wrong in [
        format!("Content-Length: {}\r\n", length - 20),
        format!("Content-Length: {}\r\n", length + 20),
        format!("Content-Length: {}\r\n", length + 6),
        format!("Content-Length: {}\r\n", length + 5000),
        format!("Content-Length: {}\r\nContent-Length: 7\r\n", length),
        "Content-Length: 0\r\n".to_owned(),
        "Content-Length: 3\r\n".to_owned(),
        "Content-Length: 5\r\n".to_owned(),
        "Content-Length: 30\r\n".to_owned(),
        "Content-Length: -1\r\n".to_owned(),
        "Content-Length: many\r\n".to_owned(),
        "Content-Length: 99999999999999999999\r\n".to_owned(),
        String::new(),
    ] {
        assert_eq!(mended(&wrong), [true, false, false], "{wrong}");
    }
    assert_eq!(mended(&format!("Content-Length: {length}\r\n")), [false, false, false]);
}

#[test]
fn a_huge_length_costs_its_record() {
    for length in [LIMIT * 2, 1 << 50] {
        let lie = sized("response", &format!("Content-Length: {length}\r\n"), &[HTML.as_bytes(), PAGE].concat());
        assert_eq!(tell(&[lie, page(), page()].concat()), ["Length".to_owned(), html(), html()]);
    }
    let lie = sized("request", "Content-Length: 999999\r\n", b"GET / HTTP/1.1\r\n\r\n");
    assert_eq!(tell(&[page(), lie, page()].concat()), [html(), "-".to_owned(), html()]);
    let many = [sized("request", "Content-Length: 99999999\r\n", b"x"), page().repeat(3000)].concat();
    assert_eq!(tell(&many).len(), 3001);
}

#[test]
fn pages_above_the_limit_are_passed_over() {
    let large = response(HTML, &b"long ".repeat(50_000));
    let archive = [page(), large, page()].concat();
    assert_eq!(tell(&archive), [html(), format!("{:?}", WarcProblem::TooLarge { limit: LIMIT }), html()]);
    let image = response("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n", &vec![7; 300_000]);
    assert_eq!(tell(&[image, page()].concat()), ["-".to_owned(), html()]);
    let endless = sized("resource", "Content-Type: text/html\r\n", &b"long\n".repeat(50_000));
    assert_eq!(tell(&[endless, page()].concat()), [format!("{:?}", WarcProblem::TooLarge { limit: LIMIT }), html()]);
}

/// What fuzzing found once: where the pieces of an archive ended made a difference for what is close to the limit.
#[test]
fn the_limit_is_the_same_in_pieces_of_any_size() {
    let limit = usize::try_from(LIMIT).unwrap();
    for length in [limit - 12, limit - 4, limit - 3, limit + 1] {
        let endless = sized("resource", "Content-Type: text/html\r\n", &vec![b'x'; length]);
        let told = &tell(&[endless, page()].concat())[0];
        assert_eq!(told.starts_with("TooLarge"), length + 4 > limit, "{length}");
    }
    for more in [0, 1, 1_000] {
        let others = [&b"\n"[..], &page(), &vec![b'x'; limit + more - page().len()]].concat();
        let mended: Vec<bool> = read(&record("request", "", &others))
            .into_iter()
            .map(|one| one.is_ok_and(|record| record.mended))
            .collect();
        assert_eq!(mended[0], more > 1, "{more}");
    }
}

/// The same for line ends without an end behind a record.
#[test]
fn what_follows_a_record_is_the_same_in_pieces_of_any_size() {
    let lie = sized("resource", "Content-Type: text/html\r\nContent-Length: 3\r\n", b"abcdef");
    let blank = record("resource", "Content-Type: text/html\r\n", &[b"abc", &b" ".repeat(90)[..], b"d"].concat());
    let blank = String::from_utf8(blank).unwrap().replace("Content-Length: 94", "Content-Length: 3");
    assert_eq!(tell(&[lie, blank.into_bytes(), page()].concat()).len(), 4);
}

#[test]
fn an_archive_in_an_archive_is_one_page() {
    let inner = [page(), page()].concat();
    for mime in ["text/plain", "application/warc"] {
        let outer = record("resource", &format!("Content-Type: {mime}\r\n"), &inner);
        let read = tell(&[outer, page()].concat());
        assert_eq!((read.len(), read[1].clone()), (2, html()), "{mime}");
    }
}

#[test]
fn lengths_that_all_lie_cost_nothing_and_no_time() {
    for kind in ["resource", "request"] {
        for length in [LIMIT - 1, 1 << 50, 500] {
            let lie = sized(kind, &format!("Content-Type: text/html\r\nContent-Length: {length}\r\n"), b"abc");
            let archive = lie.repeat(5_000);
            let mut records = WarcRecords::new(&archive[..], Limits { page: LIMIT, total: None });
            let read = records.by_ref().map(|one| told(&one)).collect::<Vec<_>>();
            assert_eq!(read.len(), 5_000, "{kind} {length}");
            let expected = if kind == "resource" { "abc" } else { "-" };
            // The last one may as well be one that breaks off.
            assert!(read[1..4_999].iter().all(|told| told == expected), "{kind} {length}");
            assert!(records.reread() <= archive.len() as u64);
        }
    }
}

#[test]
fn a_length_that_is_right_is_no_lie_among_many() {
    let lie = sized("resource", "Content-Type: text/html\r\nContent-Length: 99999\r\n", b"abc");
    let read = read(&[lie, page(), page()].concat());
    let mended: Vec<bool> = read.into_iter().map(|one| one.unwrap().mended).collect();
    assert_eq!(mended, [true, false, false]);
}
