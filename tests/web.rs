//! Parts of the page that need a browser, or are used only there.

#![cfg(all(target_arch = "wasm32", feature = "ui"))]

use sojourn::{
    panel::{
        View,
        address::{Everywhere, Place},
    },
    text::{Language, format},
    worker::source::SourceReader,
};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn place(state: Option<&str>) -> Place {
    let state = state.map(str::to_owned);
    Place { view: View::Funnel, sample: true, of: Some("1f0c22d9".into()), state, ..Place::default() }
}

#[wasm_bindgen_test]
fn the_address_gives_back_what_was_put_in() {
    let states = [
        r#"{"steps":["加入购物车","pay & go"],"window":1209600}"#,
        r#"{"a":"it's \"quoted\" 100% #1 + ?=&"}"#,
        "{}",
        "",
    ];
    for state in states {
        let there = place(Some(state));
        assert_eq!(Place::parse(&there.fragment()), there);
    }
    assert_eq!(Place::parse(&place(None).fragment()), place(None));
}

#[wasm_bindgen_test]
fn the_address_can_be_read() {
    assert_eq!(
        place(Some(r#"{"steps":["add to cart","pay"]}"#)).fragment(),
        "#/funnel?sample&of=1f0c22d9&state={'steps':['add+to+cart','pay']}"
    );
    let scope = Some(r#"{"from":"2026-01-05","where":[{"column":"channel","is":["店 & web"]}]}"#.to_owned());
    let against = Some("\"previous\"".to_owned());
    let narrowed = Place { everywhere: Everywhere { scope, against }, ..place(None) };
    assert_eq!(
        narrowed.fragment(),
        "#/funnel?sample&of=1f0c22d9&scope={'from':'2026-01-05','where':[{'column':'channel','is':['%E5%BA%97+%26+web']}]}&against='previous'"
    );
    assert_eq!(Place::parse(&narrowed.fragment()), narrowed);
    assert_eq!(Place::default().fragment(), "#/");
}

#[wasm_bindgen_test]
fn a_bad_address_is_the_first_screen_or_a_view_without_state() {
    for fragment in ["", "#", "#/", "#main", "#/nothing?state=1", "#/%ZZ"] {
        assert_eq!(Place::parse(fragment).view, View::Home, "{fragment}");
    }
    for fragment in ["#/heatmap?state=%", "#/heatmap?state=%ff%fe", "#/heatmap?&&=&x", "#/heatmap?state=%E4%B8"] {
        assert_eq!(Place::parse(fragment), Place { view: View::Heatmap, ..Place::default() }, "{fragment}");
    }
}

#[wasm_bindgen_test]
async fn a_source_is_read_whole_with_a_stream_and_without() {
    let bytes: Vec<u8> = (0..5_000_003_u32).map(|at| (at % 251) as u8).collect();
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(&bytes[..]));
    for has_stream in [true, false] {
        let blob = web_sys::Blob::new_with_u8_array_sequence(&parts).expect("a blob");
        if !has_stream {
            js_sys::Reflect::set(&blob, &"stream".into(), &wasm_bindgen::JsValue::UNDEFINED).expect("an own property");
        }
        let mut reader = SourceReader::new(&blob);
        let (mut read, mut part, mut n_parts) = (Vec::new(), Vec::new(), 0);
        while reader.position() < blob.size() {
            reader.next(&mut part).await.expect("a part");
            read.extend_from_slice(&part);
            n_parts += 1;
        }
        assert!(read == bytes, "with a stream: {has_stream}");
        assert_eq!(n_parts > 1, has_stream);
    }
}

#[wasm_bindgen_test]
fn durations_are_short() {
    let cases = [
        (0.0, "0 s", "0 秒"),
        (0.42, "0.4 s", "0.4 秒"),
        (53.2, "53 s", "53 秒"),
        (125.0, "2 min 5 s", "2 分 5 秒"),
        (3_600.0, "1 h", "1 小时"),
        (273_600.0, "3 d 4 h", "3 天 4 小时"),
        (86_400.0 * 400.0, "400 d", "400 天"),
    ];
    for (seconds, english, chinese) in cases {
        assert_eq!(format::duration(Language::English, seconds), english);
        assert_eq!(format::duration(Language::Chinese, seconds), chinese);
    }
}

#[wasm_bindgen_test]
fn numbers_and_dates_as_people_write_them() {
    let english = Language::English;
    assert_eq!(format::count(english, 12_345_u64), "12,345");
    assert_eq!(format::percent(english, 0.12345), "12.3%");
    assert_eq!(format::bytes(english, 4_200_000), "4.2 MB");
    assert_eq!(format::date(english, "2024-03-31T23:30:00"), "Mar 31, 2024");
    assert_eq!(format::date_in(english, "2024-03-31T23:30:00Z", Some("Asia/Shanghai")), "Apr 1, 2024");
    assert_eq!(format::date_in(english, "2024-03-31T23:30:00Z", Some("Mars/Olympus")), "Mar 31, 2024");
    assert_eq!(format::date(english, "not a date"), "not a date");
    assert_eq!(format::date(Language::Chinese, "2024-03-31"), "2024年3月31日");
    assert_eq!(format::weekday(english, 1), "Mon");
    assert_eq!(format::weekday(Language::Chinese, 7), "周日");
}
