//! JSON in the shapes that exports have.

use std::io::Cursor;

use super::*;
use crate::import::formats::test_rows::TestRows;

fn read_bytes(bytes: &[u8]) -> Result<(TestRows, ReadReport), ImportError> {
    let mut rows = TestRows::default();
    let report = read("test.json", &mut Cursor::new(bytes), &ReadOptions::default(), &mut rows)?;
    Ok((rows, report))
}

#[track_caller]
fn check(json: &str, table: &str) -> ReadReport {
    let (rows, report) = read_bytes(json.as_bytes()).expect(json);
    assert_eq!(rows.table(), table, "{json}");
    report
}

#[track_caller]
fn refuse(json: &str, words: &str) {
    let error = read_bytes(json.as_bytes()).expect_err(json).to_string();
    assert!(error.contains(words), "{json}: {error}");
}

#[test]
fn all_layouts_give_the_same_rows() {
    let table = "line,user,event\n1,u1,see\n2,u2,buy\n";
    check("{\"user\":\"u1\",\"event\":\"see\"}\n{\"user\":\"u2\",\"event\":\"buy\"}\n", table);
    check("[{\"user\":\"u1\",\"event\":\"see\"},\n{\"user\":\"u2\",\"event\":\"buy\"}]", table);
    check("{\"user\":\"u1\",\n\"event\":\"see\"}{\"user\":\"u2\",\"event\":\n\"buy\"}", table);
    check("[{\"user\":\"u1\",\"event\":\"see\"}]\n[{\"user\":\"u2\",\"event\":\"buy\"}]", table);
    let nested = "{\"page\":[1,2],\"few\":[{\"x\":1}],\"data\":{\"events\":[{\"user\":\"u1\",\"event\":\"see\"},\n\
                  {\"user\":\"u2\",\"event\":\"buy\"}],\"more\":false}}";
    assert_eq!(check(nested, table).list.as_deref(), Some("data.events"));
}

#[test]
fn one_object_is_one_row() {
    check("{\"user\":\"u1\",\"event\":\"see\"}\n", "line,user,event\n1,u1,see\n");
    check("{\n\"user\":\"u1\",\n\"tags\":[1,2]\n}", "line,user,tags\n1,u1,[1,2]\n");
    // A list of objects in it has the rows, be it as short.
    assert_eq!(check("{\"user\":\"u1\",\"events\":[{\"x\":1}]}", "line,x\n1,1\n").list.as_deref(), Some("events"));
    assert!(read_bytes(b"{\"user\":\"u1\"} and more").is_err());
}

#[test]
fn encodings() {
    let json = "[{\"用户\":\"张三\"}]";
    let utf16 = |bom: &str| format!("{bom}{json}").encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    for bytes in [format!("\u{FEFF}{json}").into_bytes(), utf16("\u{FEFF}"), utf16("")] {
        let (rows, _) = read_bytes(&bytes).expect("rows");
        assert_eq!(rows.table(), "line,用户\n1,张三\n");
    }
}

#[test]
fn nested_values_become_columns() {
    check(
        r#"[{"context":{"page":{"url":"/"},"empty":{}},"tags":["a",1],"n":null,"t":true,"none":[]}]"#,
        "line,context.page.url,tags,n,t,none\n1,/,[\"a\",1],,true,\n",
    );
    check(
        r#"[{"event_params":[{"key":"ga_session_id","value":{"int_value":"9007199254740993"}},
            {"key":"engaged","value":{"string_value":null,"double_value":1.50}},{"key":"plain","value":"x"}]}]"#,
        "line,event_params.ga_session_id,event_params.engaged,event_params.plain\n1,9007199254740993,1.50,x\n",
    );
    let deep = format!("[{{\"a\":{}1{}}}]", "{\"b\":".repeat(20), "}".repeat(20));
    let (rows, _) = read_bytes(deep.as_bytes()).expect("rows");
    assert_eq!(rows.names, [format!("a{}", ".b".repeat(11))]);
}

#[test]
fn actions_of_a_visit_become_rows() {
    check(
        r#"[{"idVisit":7,"actionDetails":[{"type":"action","url":"/a"},{"type":"goal"}],"country":"de"},
            {"idVisit":8,"actionDetails":[]}]"#,
        "line,idVisit,country,actionDetails.type,actionDetails.url,actionDetails\n1,7,de,action,/a,\n\
         1,7,de,goal,,\n2,8,,,,\n",
    );
    let options = ReadOptions { explode: Some("items".to_owned()), ..ReadOptions::default() };
    let mut rows = TestRows::default();
    let json = br#"{"order":1,"items":[{"sku":"a"},{"sku":"b"}]}"#;
    let json = [json.as_slice(), json.as_slice()].join(&b'\n');
    read("test.json", &mut Cursor::new(json), &options, &mut rows).expect("rows");
    assert_eq!(rows.column("items.sku"), ["a", "b", "a", "b"]);
}

#[test]
fn values_keep_what_was_written() {
    check(
        r#"[{"id":12345678901234567890123,"f":1.10,"e":1E400,"s":"a\u00e9\n\ud83d\ude00","half":"x\ud83d","id":-0}]"#,
        "line,id,f,e,s,half\n1,-0,1.10,1E400,aé\n😀,x\u{FFFD}\u{FFFD}\u{FFFD}\n",
    );
}

#[test]
fn broken_lines_cost_no_others() {
    let json = "{\"a\":1}\n{\"a\":\n\n{\"a\":2} {\"a\":3}\n[1]\n{\"a\":4}\n\"x\"\n{\"a\":5}\n{\"a\":6";
    let (rows, _) = read_bytes(json.as_bytes()).expect("rows");
    assert_eq!(rows.table(), "line,a\n1,1\n4,2\n4,3\n6,4\n8,5\n");
    let lines: Vec<u64> = rows.skipped.iter().map(|(line, ..)| *line).collect();
    assert_eq!(lines, [2, 5, 7, 9]);
    assert_eq!(rows.skipped[0], (2, "{\"a\":".to_owned(), SkipReason::UnreadableRecord));
}

#[test]
fn a_line_that_is_no_object_brings_no_column() {
    let lines =
        "{\"user\":\"u1\"}\n{\"user\":\"u2\",\"odd\":1,\n{\"odd\":1,\"user\":\"u3\"}x\n{\"late\":2,\"user\":\"u4\"}\n";
    let (rows, _) = read_bytes(lines.as_bytes()).expect("lines");
    assert_eq!(rows.table(), "line,user,odd,late\n1,u1,,\n3,u3,1,\n4,u4,,2\n");
    assert_eq!(rows.skipped.iter().map(|(line, ..)| *line).collect::<Vec<_>>(), [2, 3]);
    let broken = "{\"user\":\"u1\"}\n{\"user\":\"u2\",\"odd\":1,\n{\"late\":2,\"user\":\"u4\"}\n";
    assert_eq!(read_bytes(broken.as_bytes()).expect("lines").0.table(), "line,user,late\n1,u1,\n3,u4,2\n");
}

#[test]
fn a_list_that_breaks_off_is_read_up_to_there() {
    for json in ["[{\"a\":1},\n{\"a\":2},\n{\"a\":", "{\"x\":[{\"a\":1},\n{\"a\":2},\n{\"a\":"] {
        let (rows, report) = read_bytes(json.as_bytes()).expect("rows");
        assert_eq!((rows.rows.len(), report.broken_off_at), (2, Some(3)), "{json}");
    }
}

#[test]
fn lists_are_read_alike_wherever_they_are_cut() {
    let mut random = fastrand::Rng::with_seed(7);
    for _ in 0..20 {
        let object = |at: usize, random: &mut fastrand::Rng| {
            let filler = "x, ]\\\"}é".repeat(random.usize(0..6000));
            format!("{{\"at\":{at},\"text\":\"{filler}\",\"more\":[[{}],{{}}]}}", random.u64(..))
        };
        let objects: Vec<String> = (0..40).map(|at| object(at, &mut random)).collect();
        let lines = read_bytes(objects.join("\n").as_bytes()).expect("lines").0;
        let breaks = ["", " ", "\n", "\r\n "];
        let (mut list, mut at) = (String::from("\n["), 2);
        let mut places = Vec::new();
        for object in &objects {
            let space = breaks[random.usize(0..4)];
            at += space.matches('\n').count() as u64;
            places.push(at);
            list += &format!("{space}{object}{},", breaks[random.usize(0..2)]);
        }
        list.pop();
        let (rows, report) = read_bytes(format!("{list}]\n[17]\n[]").as_bytes()).expect("a list");
        let values = |rows: &TestRows| rows.rows.iter().map(|(_, values)| values.clone()).collect::<Vec<_>>();
        assert!(values(&rows) == values(&lines) && rows.names == lines.names);
        assert_eq!(rows.rows.iter().map(|(line, _)| *line).collect::<Vec<_>>(), places);
        assert_eq!((report.broken_off_at, rows.skipped.len()), (None, 1));
        // What follows the list is broken, or the end is missing.
        let last = Some(places[39]);
        assert_eq!(read_bytes(format!("{list},]").as_bytes()).expect("a list").1.broken_off_at, last);
        assert_eq!(read_bytes(list.as_bytes()).expect("a list").1.broken_off_at, last);
        let brace = list.rfind('}').expect("an object");
        assert_eq!(read_bytes(&list.as_bytes()[..brace]).expect("a list").0.rows.len(), 39);
    }
}

#[test]
fn numbers_end_with_the_text() {
    refuse("[1,2", "`,` or `]` was expected at line 1");
    refuse("[{\"a\":1", "EOF while parsing an object at line 1");
    let (rows, report) = read_bytes(b"[{\"a\":1},2").expect("a list");
    assert_eq!((rows.rows.len(), rows.skipped.len(), report.broken_off_at), (1, 1, Some(1)));
    let (rows, report) = read_bytes(b"[{\"a\":1}]\n17").expect("a list");
    assert_eq!((rows.rows.len(), report.broken_off_at), (1, Some(2)));
}

#[test]
fn what_is_no_table_is_named() {
    refuse("123", "no list of objects");
    refuse("[1,2]", "no list of objects");
    refuse("[]", "no list of objects");
    refuse(" ", "is empty");
    refuse("[{\"a\":1,}]", "is damaged");
    refuse("{\"a\":\"b\"}/**/", "is damaged");
    refuse(&"[".repeat(100_000), "is damaged");
    refuse(&"{\"a\":".repeat(100_000), "is damaged");
}
