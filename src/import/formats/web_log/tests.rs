//! Lines as servers write them.

use std::io::Cursor;

use super::*;
use crate::import::formats::test_rows::TestRows;

fn rows_of(log: &str) -> TestRows {
    let mut rows = TestRows::default();
    read("access.log", &mut Cursor::new(log), &ReadOptions::default(), &mut rows).expect(log);
    rows
}

#[track_caller]
fn check(line: &str, expected: &[(&str, &str)]) {
    let rows = rows_of(line);
    assert_eq!(rows.skipped, [], "{line}");
    for (column, value) in expected {
        assert_eq!(rows.column(column), [*value], "{column} in {line}");
    }
    assert!(looks_like_one(line), "{line}");
}

#[test]
fn what_a_page_loads_is_no_page() {
    let kind = |path: &str| {
        let line = format!("127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"GET {path} HTTP/1.0\" 200 2326");
        rows_of(&line).column("resource")[0].to_owned()
    };
    assert_eq!(["/style.css?v=2", "/a/Logo.PNG", "/robots.txt", "/.js"].map(kind), ["file"; 4]);
    assert_eq!(["/", "/shop", "/index.html", "/a.b/c", "/file?x=/a.css", "/css"].map(kind), ["page"; 6]);
}

#[test]
fn all_forms_of_the_common_format() {
    check(
        "127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] \"GET /shop/17?x=1 HTTP/1.0\" 200 2326",
        &[
            ("visitor", "frank"),
            ("timestamp", "2000-10-10T13:55:36-07:00"),
            ("page_path", "/shop/:id"),
            ("method", "GET"),
            ("url", "/shop/17?x=1"),
            ("status", "200"),
            ("bytes", "2326"),
            ("address", "127.0.0.1"),
            ("user", "frank"),
            ("resource", "page"),
        ],
    );
    check(
        "::1 - - [10/Oct/2000:13:55:36 +0000] \"GET / HTTP/1.1\" 304 - \"https://www.google.com/search?q=a\" \
         \"Mozilla/5.0 (\\\"X\\\")\"",
        &[
            ("visitor", "::1 Mozilla/5.0 (\"X\")"),
            ("bytes", ""),
            ("referrer_domain", "google.com"),
            ("user", ""),
            ("user_agent", "Mozilla/5.0 (\"X\")"),
            ("timestamp", "2000-10-10T13:55:36+00:00"),
        ],
    );
    check(
        "shop.example:443 10.0.0.1 - - [10/Oct/2000:13:55:36 +0000] \"POST /pay HTTP/2.0\" 200 1 \"-\" \"-\" 0.01",
        &[("host", "shop.example:443"), ("visitor", "10.0.0.1"), ("page_path", "/pay"), ("referrer", "")],
    );
    check(
        "83.149.9.216 - - 17/05/2015:10:05:03 +0000 GET /a/b.png",
        &[
            ("visitor", "83.149.9.216"),
            ("timestamp", "2015-05-17T10:05:03+00:00"),
            ("page_path", "/a/b.png"),
            ("status", ""),
        ],
    );
    check(
        "10.0.0.1 [2015-05-17T10:05:03+02:00] GET /a HTTP/1.1 200",
        &[("timestamp", "2015-05-17T10:05:03+02:00"), ("url", "/a"), ("status", "200")],
    );
    check("10.0.0.1 - - [10/Oct/2000:13:55:36 +0000] \"\\x16\\x03\" 400 226", &[("page_path", ""), ("status", "400")]);
}

#[test]
fn the_extended_format() {
    let log = "#Software: Microsoft Internet Information Services 10.0\n#Fields: date time c-ip cs-username cs-method \
               cs-uri-stem sc-status cs(User-Agent) cs(Referer)\n\
               2024-03-01 10:00:00 10.0.0.1 - GET /a/12 200 Mozilla/5.0+(X) http://b.example/\n\
               2024-03-01 10:00:01 10.0.0.1 - GET\n";
    assert!(looks_like_one(log));
    let rows = rows_of(log);
    assert_eq!(rows.column("visitor"), ["10.0.0.1 Mozilla/5.0 (X)"]);
    assert_eq!(rows.column("timestamp"), ["2024-03-01T10:00:00Z"]);
    assert_eq!(rows.column("page_path"), ["/a/:id"]);
    assert_eq!(rows.column("referrer_domain"), ["b.example"]);
    assert_eq!(rows.skipped[0].0, 4);
}

#[test]
fn broken_lines_are_listed_and_other_texts_are_none() {
    let rows = rows_of("10.0.0.1 - - [10/Oct/2000:13:55:36 +0000] \"GET / HTTP/1.0\" 200 1\n\nbroken\n");
    assert_eq!((rows.rows.len(), rows.skipped), (1, vec![(3, "broken".to_owned(), SkipReason::UnreadableRecord)]));
    for text in [
        "",
        "user,event,time\n1,see,2024-01-01\n",
        "a b c d e f g\n",
        "10.0.0.1 - - [yesterday] \"GET / HTTP/1.0\" 200\n",
        "\"10.0.0.1\",\"[10/Oct/2000:13:55:36 +0000]\",\"GET /\"\n",
        "1.2.3.4 - - [10/Oct/2000:13:55:36 +0000]\n",
        "10.0.0.1 - - [10/Oct/2000:13:55:36 +0000] \"GET / HTTP/1.0\" ok 12\n",
    ] {
        assert!(!looks_like_one(text), "{text}");
        let mut rows = TestRows::default();
        assert!(read("a.log", &mut Cursor::new(text), &ReadOptions::default(), &mut rows).is_err(), "{text}");
    }
}
