//! The state of the view in the URL's fragment, never the data: back, forward and reload keep it.
//!
//! `#/funnel?sample&of=1f0c22d9&scope={'from':…}&against='previous'&state={'steps':…}`: the view, whether the sample data
//! is open, a fingerprint of the touchpoints' names that the rest belongs to, the scope of all views, whom it is compared
//! with, and the state of this view, as JSON with its quotes swapped, so that it can be read. What does not parse is
//! ignored.
//!
//! A view's state has the whole scope of its question; in the address it has what it says beyond that of all views.

use std::collections::BTreeMap;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsValue;

use super::{
    comparison::Against,
    json::{from_json, to_json},
};
use crate::{order, prepare::Scope};

/// While a control moves the address is written no more often than this: browsers refuse more.
const WRITE_AFTER_MS: u32 = 300;

/// The scope of all views, and whom it is compared with, among the states of each.
const SCOPE: &str = "scope";
const AGAINST: &str = "against";

/// A screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum View {
    /// The first screen.
    #[default]
    Home,
    /// What was understood of the file.
    Data,
    /// The figures of a period.
    Overview,
    /// The journey map.
    JourneyMap,
    /// The funnel.
    Funnel,
    /// The touchpoint heatmap.
    Heatmap,
    /// How customers feel, and where.
    Feedback,
    /// Where it hurts.
    PainPoints,
    /// Who they are, and what one of them did.
    Customers,
    /// What the page does with the network and the device; needs no log.
    Privacy,
    /// The pinned views.
    Report,
}

impl View {
    /// The views of an open log, in the order of the menu.
    pub const MENU: [View; 9] = [
        View::Data,
        View::Overview,
        View::JourneyMap,
        View::PainPoints,
        View::Funnel,
        View::Heatmap,
        View::Feedback,
        View::Customers,
        View::Report,
    ];

    /// Its name in the address.
    pub fn id(self) -> &'static str {
        match self {
            View::Home => "",
            View::Data => "data",
            View::Overview => "overview",
            View::JourneyMap => "map",
            View::Funnel => "funnel",
            View::Heatmap => "heatmap",
            View::Feedback => "feedback",
            View::PainPoints => "pains",
            View::Customers => "customers",
            View::Privacy => "privacy",
            View::Report => "report",
        }
    }

    fn of_id(id: &str) -> View {
        View::MENU.into_iter().chain([View::Privacy]).find(|view| view.id() == id).unwrap_or_default()
    }
}

/// Whether a change of state becomes an entry of its own in the browser's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum History {
    /// A step to come back to.
    Push,
    /// Part of the step under way, as while a control is dragged.
    Replace,
}

/// What the fragment says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// The screen.
    pub view: View,
    /// Whether the sample data is open.
    pub sample: bool,
    /// Fingerprint of the touchpoints that `state` speaks of.
    pub of: Option<String>,
    /// What holds in all views.
    pub everywhere: Everywhere,
    /// The state of the screen, as JSON.
    pub state: Option<String>,
}

/// What holds in all views.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Everywhere {
    /// The scope, as JSON; none where it is everything.
    pub scope: Option<String>,
    /// Whom it is compared with, as JSON; none where it is with nobody.
    pub against: Option<String>,
}

impl Place {
    /// Reads a fragment, with or without its `#`.
    pub fn parse(fragment: &str) -> Place {
        let fragment = fragment.trim_start_matches('#').trim_start_matches('/');
        let (view, rest) = fragment.split_once('?').unwrap_or((fragment, ""));
        let mut place = Place { view: View::of_id(view), ..Place::default() };
        for pair in rest.split('&') {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            match key {
                "sample" => place.sample = true,
                "of" => place.of = decode(value).filter(|of| of.len() <= 32),
                "scope" => place.everywhere.scope = decode(value).map(|text| swap_quotes(&text)),
                "against" => place.everywhere.against = decode(value).map(|text| swap_quotes(&text)),
                "state" => place.state = decode(value).map(|text| swap_quotes(&text)),
                _ => {}
            }
        }
        place
    }

    /// The fragment, with its `#`.
    pub fn fragment(&self) -> String {
        let mut pairs = Vec::new();
        if self.sample {
            pairs.push("sample".to_owned());
        }
        if let Some(of) = &self.of {
            pairs.push(format!("of={}", encode(of)));
        }
        let Everywhere { scope, against } = &self.everywhere;
        for (key, json) in [(SCOPE, scope), (AGAINST, against), ("state", &self.state)] {
            if let Some(json) = json {
                pairs.push(format!("{key}={}", encode(&swap_quotes(json))));
            }
        }
        let rest = if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) };
        format!("#/{}{rest}", self.view.id())
    }
}

/// `"` and `'` change places: browsers escape the first in an address and leave the second alone.
fn swap_quotes(text: &str) -> String {
    text.chars()
        .map(|char| match char {
            '"' => '\'',
            '\'' => '"',
            other => other,
        })
        .collect()
}

fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => encoded.push(char::from(byte)),
            b'-' | b'_' | b'.' | b'~' | b'\'' | b'{' | b'}' | b'[' | b']' | b',' | b':' | b'/' | b'*' | b'(' | b')' => {
                encoded.push(char::from(byte));
            }
            b' ' => encoded.push('+'),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let high = char::from(rest.next()?).to_digit(16)?;
                let low = char::from(rest.next()?).to_digit(16)?;
                bytes.push((high * 16 + low) as u8);
            }
            other => bytes.push(other),
        }
    }
    String::from_utf8(bytes).ok()
}

/// Which log is open, as far as the address tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Whether it is the sample.
    pub sample: bool,
    /// Fingerprint of its touchpoints.
    pub of: String,
}

/// The address of the page, or one in memory where the page is somebody else's; in context.
#[derive(Clone, Copy)]
pub struct Address {
    /// Where the page is.
    pub place: RwSignal<Place>,
    /// The log that is open.
    pub mark: RwSignal<Option<Mark>>,
    /// The scope of all views.
    pub scope: Memo<Scope>,
    /// Whom it is compared with.
    pub against: Memo<Option<Against>>,
    /// What the browser's current entry says.
    written: StoredValue<String>,
    /// Whether there is such an entry.
    is_page: bool,
    /// The state each view was left in.
    left: StoredValue<BTreeMap<View, String>>,
    /// What held in all views when they were left for the first screen.
    left_everywhere: StoredValue<Everywhere>,
    pending: StoredValue<Option<Timeout>, LocalStorage>,
    listeners: StoredValue<Vec<EventListener>, LocalStorage>,
}

impl Address {
    /// Reads the address and follows it.
    pub fn follow() -> Address {
        let address = Address::at(current_fragment(), true);
        // `popstate` alone would miss nothing in today's browsers, yet not all fire it for a typed fragment.
        for event in ["popstate", "hashchange"] {
            let listener = EventListener::new(&window(), event, move |_| address.arrive(current_fragment()));
            address.listeners.update_value(|listeners| listeners.push(listener));
        }
        address
    }

    /// Starts at the first screen, and leaves the address of the page alone.
    pub fn in_memory() -> Address {
        Address::at(String::new(), false)
    }

    fn at(fragment: String, is_page: bool) -> Address {
        let place = RwSignal::new(Place::parse(&fragment));
        let scope = Memo::new(move |_| {
            place.with(|place| place.everywhere.scope.as_deref().and_then(from_json)).unwrap_or_default()
        });
        let against = Memo::new(move |_| place.with(|place| place.everywhere.against.as_deref().and_then(from_json)));
        Address {
            place,
            mark: RwSignal::new(None),
            scope,
            against,
            written: StoredValue::new(fragment),
            is_page,
            left: StoredValue::new(BTreeMap::new()),
            left_everywhere: StoredValue::new(Everywhere::default()),
            pending: StoredValue::new_local(None),
            listeners: StoredValue::new_local(Vec::new()),
        }
    }

    /// The address has become this fragment: by the browser, or by a link.
    pub fn arrive(self, fragment: String) {
        if fragment == self.written.get_value() {
            return;
        }
        self.pending.update_value(|pending| drop(pending.take()));
        self.written.set_value(fragment.clone());
        self.leave();
        self.place.set(Place::parse(&fragment));
    }

    /// Sets the scope of all views.
    pub fn set_scope(self, scope: &Scope, history: History) {
        let mut place = self.place.get_untracked();
        place.everywhere.scope = to_json(scope).filter(|_| *scope != Scope::default());
        self.set(place, history);
    }

    /// Sets whom it is compared with.
    pub fn set_against(self, against: Option<&Against>) {
        let mut place = self.place.get_untracked();
        place.everywhere.against = against.and_then(to_json);
        self.set(place, History::Push);
    }

    /// Takes away what holds in all views.
    pub fn clear_everywhere(self) {
        self.set(Place { everywhere: Everywhere::default(), ..self.place.get_untracked() }, History::Push);
    }

    /// Notes the state of the view that is about to be left.
    fn leave(self) {
        self.place.with_untracked(|place| {
            if place.view != View::Home {
                self.left_everywhere.set_value(place.everywhere.clone());
            }
            if let Some(state) = &place.state {
                self.left.update_value(|left| {
                    left.insert(place.view, state.clone());
                });
            }
        });
    }

    /// The place of a view, in the state it was left in.
    fn place_of(self, view: View, here: &Place, mark: Option<&Mark>) -> Place {
        if view == View::Home {
            return Place::default();
        }
        if view == here.view {
            return here.clone();
        }
        let state = self.left.with_value(|left| left.get(&view).cloned());
        let everywhere = self.everywhere(here);
        match mark {
            Some(mark) => Place { view, sample: mark.sample, of: Some(mark.of.clone()), everywhere, state },
            None => Place { view, everywhere, state, ..here.clone() },
        }
    }

    /// What holds in all views, or did when they were left.
    fn everywhere(self, here: &Place) -> Everywhere {
        if here.view == View::Home { self.left_everywhere.get_value() } else { here.everywhere.clone() }
    }

    /// The link to a view.
    pub fn href(self, view: View) -> String {
        let mark = self.mark.get();
        self.place.with(|here| self.place_of(view, here, mark.as_ref()).fragment())
    }

    /// The link to a view in a state.
    pub fn href_with<T: Scoped + Serialize + Clone>(self, view: View, state: &T) -> String {
        let mark = self.mark.get();
        let place = self.place.with(|here| self.place_of(view, here, mark.as_ref()));
        let state = self.scope.with(|scope| out_of(scope, state.clone()));
        Place { state: to_json(&state), ..place }.fragment()
    }

    /// Goes to a view, in the state it was left in.
    pub fn go(self, view: View, history: History) {
        let here = self.place.get_untracked();
        let mark = self.mark.get_untracked();
        self.leave();
        self.set(self.place_of(view, &here, mark.as_ref()), history);
    }

    /// Goes to a view in a state.
    pub fn go_with<T: Scoped + Serialize + Clone>(self, view: View, state: &T, history: History) {
        let here = self.place.get_untracked();
        let mark = self.mark.get_untracked();
        let place = self.place_of(view, &here, mark.as_ref());
        let state = self.scope.with_untracked(|scope| out_of(scope, state.clone()));
        self.leave();
        self.set(Place { state: to_json(&state), ..place }, history);
    }

    /// Forgets all states: they speak of another log.
    pub fn forget_states(self) {
        self.left.update_value(BTreeMap::clear);
        self.left_everywhere.set_value(Everywhere::default());
    }

    /// The state of each view that has one, by the view's name; and what holds in all by the names it has in the address.
    pub fn states(self) -> BTreeMap<String, String> {
        let mut states = self.left.get_value();
        let Everywhere { scope, against } = self.place.with_untracked(|here| {
            if let Some(state) = &here.state {
                states.insert(here.view, state.clone());
            }
            self.everywhere(here)
        });
        let everywhere = [(SCOPE, scope), (AGAINST, against)];
        let everywhere = everywhere.into_iter().filter_map(|(name, json)| Some((name.to_owned(), json?)));
        states.into_iter().map(|(view, state)| (view.id().to_owned(), state)).chain(everywhere).collect()
    }

    /// Has the states that all views were left in when work was kept; gives the place of this view among them. `of` is the
    /// fingerprint of the touchpoints that they speak of.
    pub fn take_over(self, view: &str, of: &str, states: &BTreeMap<String, String>) -> Place {
        let view = match View::of_id(view) {
            View::Home | View::Privacy => View::Funnel,
            view => view,
        };
        let of_views = states.iter().filter(|(view, _)| ![SCOPE, AGAINST].contains(&view.as_str()));
        let left = order::map(of_views.map(|(view, state)| (View::of_id(view), state.clone())));
        let state = left.get(&view).cloned();
        let everywhere = Everywhere { scope: states.get(SCOPE).cloned(), against: states.get(AGAINST).cloned() };
        self.left.set_value(left);
        self.left_everywhere.set_value(everywhere.clone());
        Place { view, sample: false, of: Some(of.to_owned()), everywhere, state }
    }

    /// Goes to a place.
    pub fn set(self, place: Place, history: History) {
        if self.place.get_untracked() == place && history == History::Replace {
            return;
        }
        match history {
            History::Push => {
                self.flush();
                let fragment = place.fragment();
                self.place.set(place);
                if fragment != self.written.get_value() {
                    self.write(fragment, true);
                }
            }
            History::Replace => {
                self.place.set(place);
                if self.pending.with_value(Option::is_none) {
                    let later = Timeout::new(WRITE_AFTER_MS, move || self.flush());
                    self.pending.set_value(Some(later));
                }
            }
        }
    }

    /// Writes what is still to be written, before the page goes elsewhere.
    pub fn flush(self) {
        self.pending.update_value(|pending| drop(pending.take()));
        let fragment = self.place.with_untracked(Place::fragment);
        // A page without a fragment is the first screen: its address stays clean.
        let clean = self.written.with_value(String::is_empty) && fragment == Place::default().fragment();
        if !clean && fragment != self.written.get_value() {
            self.write(fragment, false);
        }
    }

    fn write(self, fragment: String, push: bool) {
        if !self.is_page {
            self.written.set_value(fragment);
            return;
        }
        let Ok(history) = window().history() else { return };
        let written = if push {
            history.push_state_with_url(&JsValue::NULL, "", Some(&fragment))
        } else {
            history.replace_state_with_url(&JsValue::NULL, "", Some(&fragment))
        };
        // A browser that refuses (too often, or inside a sandbox) keeps the page working without its address.
        if written.is_ok() {
            self.written.set_value(current_fragment());
        }
    }
}

fn current_fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// A state with a question in a scope.
pub trait Scoped {
    /// The scope.
    fn scope(&mut self) -> &mut Scope;
}

/// A state whose scope says only what that of all views does not.
fn out_of<T: Scoped>(scope: &Scope, mut state: T) -> T {
    let own = state.scope().beyond(scope);
    *state.scope() = own;
    state
}

/// The state of a view, and the way to change it.
pub struct Control<T: Send + Sync + 'static> {
    /// The state: that of the address, else the one to start from.
    pub state: Memo<T>,
    set: Callback<(T, History)>,
}

impl<T: Send + Sync + 'static> Clone for Control<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Control<T> {}

impl<T> Control<T>
where
    T: Scoped + Serialize + DeserializeOwned + PartialEq + Clone + Send + Sync + 'static,
{
    /// Follows the address; `start` is the state where it has none.
    pub fn follow(view: View, start: impl Fn() -> T + Send + Sync + 'static) -> Control<T> {
        let address = expect_context::<Address>();
        let stored = Memo::new(move |before: Option<&Option<T>>| {
            address.place.with(|place| {
                if place.view != view {
                    return before.cloned().flatten();
                }
                place.state.as_deref().and_then(|json| from_json(json))
            })
        });
        let state = Memo::new(move |_| {
            let mut state = stored.get().unwrap_or_else(&start);
            let scope = address.scope.with(|scope| scope.and(state.scope()));
            *state.scope() = scope;
            state
        });
        let set = Callback::new(move |(next, history): (T, History)| {
            let here = address.place.get_untracked();
            let own = address.scope.with_untracked(|scope| out_of(scope, next));
            if let Some(json) = to_json(&own).filter(|_| here.view == view) {
                address.set(Place { state: Some(json), ..here }, history);
            }
        });
        Control { state, set }
    }

    /// The scope of its question.
    pub fn scope(self) -> Signal<Scope> {
        Signal::derive(move || self.state.get().scope().clone())
    }

    /// Changes the state; nothing happens where the change makes no difference.
    pub fn update(self, history: History, change: impl FnOnce(&mut T)) {
        let before = self.state.get_untracked();
        let mut next = before.clone();
        change(&mut next);
        if next != before {
            self.set.run((next, history));
        }
    }
}
