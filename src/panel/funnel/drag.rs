//! Dragging steps to another place, and touchpoints from the list into the steps.
//!
//! By pointer events rather than the browser's own drag and drop, which touch screens lack. A drag begins after a few
//! pixels, so that a click stays a click; Escape ends it. Whatever a drag does, buttons and the search field do too.

use gloo_events::EventListener;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent};

use crate::panel::{Surroundings, use_surroundings};

/// Pixels before a press becomes a drag.
const SLACK: f64 = 6.0;

/// What is dragged.
#[derive(Clone, Debug, PartialEq)]
pub enum Dragged {
    /// A step, from 0.
    Step(usize),
    /// A touchpoint of the list.
    Touchpoint(String),
}

/// Where it would land.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Landing {
    /// Between steps: gap 0 lies before the first one.
    Gap(usize),
    /// In a step, as another of its touchpoints.
    Into(usize),
}

/// A drag under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Drag {
    /// What is dragged.
    pub what: Dragged,
    /// Its name.
    pub label: String,
    /// Where the pointer is in the window.
    pub at: [f64; 2],
    /// Where it would land.
    pub landing: Option<Landing>,
    start: [f64; 2],
    /// Whether it moved far enough to be a drag.
    pub lifted: bool,
}

/// The drags of one list of steps.
#[derive(Clone, Copy)]
pub struct Dragging {
    /// The drag under way.
    pub now: RwSignal<Option<Drag>>,
    listeners: StoredValue<Vec<EventListener>, LocalStorage>,
    on_drop: Callback<(Dragged, Landing)>,
    surroundings: Surroundings,
}

impl Dragging {
    /// Nothing is dragged; `on_drop` hears what landed where.
    pub fn new(on_drop: Callback<(Dragged, Landing)>) -> Dragging {
        Dragging {
            now: RwSignal::new(None),
            listeners: StoredValue::new_local(Vec::new()),
            on_drop,
            surroundings: use_surroundings(),
        }
    }

    /// The pointer went down on something that can be dragged.
    pub fn press(self, what: Dragged, label: String, event: &PointerEvent) {
        if event.button() != 0 {
            return;
        }
        let at = point(event);
        self.now.set(Some(Drag { what, label, at, landing: None, start: at, lifted: false }));
        let window = window();
        let follow = EventListener::new(&window, "pointermove", move |event| {
            if let Some(event) = event.dyn_ref::<PointerEvent>() {
                self.follow(event);
            }
        });
        let release = EventListener::new(&window, "pointerup", move |_| self.release());
        let cancel = EventListener::new(&window, "pointercancel", move |_| self.cancel());
        let escape = EventListener::new(&window, "keydown", move |event| {
            if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
                self.cancel();
            }
        });
        self.listeners.set_value(vec![follow, release, cancel, escape]);
    }

    fn follow(self, event: &PointerEvent) {
        let at = point(event);
        self.now.update(|now| {
            let Some(drag) = now else { return };
            drag.at = at;
            drag.lifted |= (at[0] - drag.start[0]).hypot(at[1] - drag.start[1]) > SLACK;
            drag.landing = if drag.lifted { landing(&drag.what, at, self.surroundings.element_at(at)) } else { None };
        });
    }

    fn release(self) {
        let drag = self.now.try_update(Option::take).flatten();
        self.stop_listening();
        if let Some(Drag { what, landing: Some(landing), lifted: true, .. }) = drag {
            self.on_drop.run((what, landing));
        }
    }

    fn cancel(self) {
        self.now.try_set(None);
        self.stop_listening();
    }

    fn stop_listening(self) {
        // A listener cannot be dropped while it runs: its closure would be freed under it.
        let listeners = self.listeners.try_update_value(std::mem::take).unwrap_or_default();
        gloo_timers::callback::Timeout::new(0, move || drop(listeners)).forget();
    }
}

fn point(event: &PointerEvent) -> [f64; 2] {
    [f64::from(event.client_x()), f64::from(event.client_y())]
}

/// Where something dropped at a point of the window, onto what is under it, would land.
fn landing(what: &Dragged, at: [f64; 2], under: Option<Element>) -> Option<Landing> {
    let under = under?;
    let number = |element: &Element, name: &str| element.get_attribute(name)?.parse::<usize>().ok();
    if let Some(card) = under.closest("[data-step]").ok().flatten() {
        let step = number(&card, "data-step")?;
        let edge = card.get_bounding_client_rect();
        let share = (at[1] - edge.top()) / edge.height().max(1.0);
        let inside = matches!(what, Dragged::Touchpoint(_)) && (0.25..=0.75).contains(&share);
        return Some(match inside {
            true => Landing::Into(step),
            false if share < 0.5 => Landing::Gap(step),
            false => Landing::Gap(step + 1),
        });
    }
    let list = under.closest("[data-steps]").ok().flatten()?;
    Some(Landing::Gap(number(&list, "data-steps")?))
}
