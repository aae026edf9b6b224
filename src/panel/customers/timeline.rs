//! One customer's timeline: sessions as groups, the time between them, each event with all that the data says of it; and,
//! for who comes from a funnel, the events that it counted, and why no more.

use std::sync::Arc;

use leptos::{html::Section, prelude::*, task::spawn_local};

use super::{
    list::focus_list,
    state::{CustomersState, EVENTS_SHOWN},
    wording,
};
use crate::{
    analysis::{CustomerQuestion, CustomerReport, Session, TimelineEvent},
    event_log::ColumnRole,
    export,
    panel::{
        Control, History, View, ask,
        download::{file_name, save_csv},
        names::{stage_color, stage_name},
        use_surroundings, use_workspace,
        workspace::shown_zone,
    },
    stage::StageModel,
    text::{Words, format, use_words},
};

/// A download has at most so many events.
const SAVED: usize = 100_000;

/// The timeline of the customer who is open.
#[component]
pub fn Timeline(
    /// The state of the screen.
    control: Control<CustomersState>,
    /// Whether the keyboard is to come here.
    wants_focus: StoredValue<bool>,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let surroundings = use_surroundings();
    let section = NodeRef::<Section>::new();
    let customer = Memo::new(move |_| control.state.with(|state| state.customer.clone()).unwrap_or_default());
    // Another customer starts with the first event.
    let from = RwSignal::new((String::new(), 0));
    let question = Memo::new(move |_| {
        let from = from.with(|(of, from)| customer.with(|customer| if of == customer { *from } else { 0 }));
        control.state.with(|state| state.timeline_asked(from))
    });
    let asked = ask::<CustomerQuestion>(question.into());
    let report =
        Memo::new(move |_| asked.report.get().filter(|report| customer.with(|customer| report.customer == *customer)));
    // The keyboard comes here with the customer, and goes back to the list.
    Effect::new(move |_| {
        customer.track();
        if let Some(section) = section.get()
            && wants_focus.get_value()
        {
            wants_focus.set_value(false);
            let _ = section.focus();
        }
    });
    let close = move || {
        focus_list(surroundings);
        control.update(History::Push, |state| {
            state.customer = None;
            state.funnel = None;
        });
    };
    let title = move || (words.get().customers.timeline)(&customer.get());
    let failure = Signal::derive(move || asked.failure.get().map(|failure| (words.get().trouble.sentence)(&failure)));
    let message = move || {
        let working = || report.with(Option::is_none).then(|| words.get().question.working.to_owned());
        failure.get().or_else(working).map(|says| view! { <p class="note" role="status">{says}</p> })
    };
    let content = move || {
        let words = words.get();
        let report = report.get().filter(|_| failure.with(Option::is_none))?;
        let (zone, model) = workspace.log.with(|log| {
            let log = &log.as_ref()?.report;
            Some((shown_zone(log).map(str::to_owned), log.stage_model.clone()))
        })?;
        let facts = wording::facts(words, &report, zone.as_deref()).into_iter();
        let stages = report.stages.iter().map(|stage| {
            view! {
                <li class="row">
                    <span class="event__stage" style:background=stage_color(&model, stage) aria-hidden="true"></span>
                    {stage_name(words, stage)}
                </li>
            }
        });
        let outside = (report.events > report.events_in_scope).then(|| {
            let n = format::count(words.language, report.events - report.events_in_scope);
            view! { <p class="quiet">{(words.customers.n_outside)(&n)}</p> }
        });
        let go_to = move |next: u32| from.set((customer.get_untracked(), next));
        let drawing = Drawing { words, zone: zone.as_deref(), model: &model };
        let sessions = report.timeline.iter().map(|session| drawing.session(session));
        Some(view! {
            <ul class="timeline__facts">{facts.map(|fact| view! { <li>{fact}</li> }).collect_view()}</ul>
            <ul class="timeline__facts quiet" aria-label=words.terms.stage_title>{stages.collect_view()}</ul>
            {outside}
            <WhyCounted control=control/>
            <Why control=control report=Arc::clone(&report)/>
            {pages(words, &report, go_to)}
            <ol class="timeline__sessions">{sessions.collect_view()}</ol>
            {pages(words, &report, go_to)}
        })
    };
    view! {
        <section
            class="panel timeline"
            class:view__results--busy=move || asked.busy.get()
            node_ref=section
            tabindex="-1"
            aria-label=title
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    focus_list(surroundings);
                }
            }
        >
            <header class="people__head">
                <h2>{title}</h2>
                <span class="row">
                    <Save question=question/>
                    <button
                        type="button"
                        class="button button--icon"
                        aria-label=move || words.get().customers.close
                        on:click=move |_| close()
                    >
                        "×"
                    </button>
                </span>
            </header>
            {message}
            {content}
        </section>
    }
}

/// Which count the marked events make, where the list is of those behind one.
#[component]
fn WhyCounted(control: Control<CustomersState>) -> impl IntoView {
    let words = use_words();
    move || {
        let words = words.get();
        let count = control.state.with(|state| state.question.behind.clone())?;
        Some(view! {
            <div class="timeline__why">
                <h3>{words.customers.why}</h3>
                <p>{(words.customers.why_counted)(&wording::count(words, &count))}</p>
            </div>
        })
    }
}

/// What the funnel counted, where there is one.
#[component]
fn Why(control: Control<CustomersState>, report: Arc<CustomerReport>) -> impl IntoView {
    let words = use_words();
    let address = use_workspace().address;
    let why = move || {
        let words = words.get();
        let sentences = control.state.with(|state| {
            let (funnel, trace) = state.funnel.as_ref().zip(report.trace.as_ref())?;
            Some(wording::why(words, funnel, trace))
        })?;
        let lines =
            |sentences: &[String]| sentences.iter().map(|sentence| view! { <p>{sentence.clone()}</p> }).collect_view();
        let (counted, rules) = sentences.split_at(sentences.len() - 2);
        Some(view! {
            <div class="timeline__why">
                <h3>{words.customers.why}</h3>
                {lines(counted)}
                <div class="quiet">{lines(rules)}</div>
                <p class="row">
                    <a class="link" href=move || address.href(View::Funnel)>{words.customers.to_funnel}</a>
                    <button
                        type="button"
                        class="button button--small"
                        on:click=move |_| control.update(History::Push, |state| state.funnel = None)
                    >
                        {words.customers.without_funnel}
                    </button>
                </p>
            </div>
        })
    };
    view! { {why} }
}

/// The way to the events before and after, where not all are shown.
fn pages(words: &Words, report: &CustomerReport, go_to: impl Fn(u32) + Copy + Send + 'static) -> Option<AnyView> {
    let (from, all) = (report.from, report.events);
    if all <= EVENTS_SHOWN {
        return None;
    }
    let count = |n: u32| format::count(words.language, n);
    let last = (from + EVENTS_SHOWN).min(all);
    let shown = (words.customers.shown)(&count(from + 1), &count(last), &count(all));
    let button = |label: &'static str, to: u32, is_there: bool| {
        view! {
            <button type="button" class="button button--small" disabled=!is_there on:click=move |_| go_to(to)>
                {label}
            </button>
        }
    };
    let pages = view! {
        <div class="row">
            {button(words.customers.earlier, from.saturating_sub(EVENTS_SHOWN), from > 0)}
            {button(words.customers.later_events, last, last < all)}
            <span class="quiet">{shown}</span>
        </div>
    };
    Some(pages.into_any())
}

/// What all events of a timeline are drawn with.
#[derive(Clone, Copy)]
struct Drawing<'a> {
    words: &'static Words,
    zone: Option<&'a str>,
    model: &'a StageModel,
}

impl Drawing<'_> {
    fn session(self, session: &Session) -> AnyView {
        let Drawing { words, zone, .. } = self;
        let text = &words.customers;
        let gap = session.seconds_since_previous.map(|seconds| {
            let gap = (text.gap)(&format::duration(words.language, seconds));
            view! { <p class="timeline__gap quiet">{gap}</p> }
        });
        let heading = (text.session)(
            &format::count(words.language, session.number),
            &format::date_time_in(words.language, &session.start, zone),
            &format::duration(words.language, session.seconds),
            &format::count(words.language, session.n_events),
        );
        let events = session.events.iter().map(|event| self.event(session, event));
        view! {
            <li class="timeline__session">
                {gap}
                <h3>{heading}</h3>
                <ol class="timeline__events">{events.collect_view()}</ol>
            </li>
        }
        .into_any()
    }

    fn event(self, session: &Session, event: &TimelineEvent) -> AnyView {
        let Drawing { words, zone, model } = self;
        let text = &words.customers;
        // The first event of a session has the time before it above.
        let is_first = event.timestamp == session.start;
        let since = event.seconds_since_previous.filter(|_| !is_first).map(|seconds| {
            let since = (text.later)(&format::duration(words.language, seconds));
            view! { <span class="quiet">{since}</span> }
        });
        let chip = |class: &'static str, words: String| view! { <span class=class>{words}</span> };
        let named = |role, value: Option<f64>| {
            value.map(|value| {
                chip("chip number", (text.named)((words.terms.role)(role), &wording::number(words, value)))
            })
        };
        let stage = event.stage.clone().unwrap_or_default();
        let properties = (!event.properties.is_empty()).then(|| {
            let properties = event.properties.iter().map(|property| {
                view! {
                    <dt>{property.column.clone()}</dt>
                    <dd>{property.value.clone()}</dd>
                }
            });
            view! {
                <details class="timeline__more">
                    <summary>{text.more}</summary>
                    <dl>{properties.collect_view()}</dl>
                </details>
            }
        });
        let is_outside = !event.in_scope;
        view! {
        <li
            class="event"
            class:event--counted=event.step.is_some() || event.counted
            class:event--outside=is_outside
        >
            <div class="event__when number">
                <time datetime=event.timestamp.clone()>{format::date_time_in(words.language, &event.timestamp, zone)}</time>
                {since}
            </div>
            <div class="event__what">
                <span class="event__stage" style:background=stage_color(model, &stage) aria-hidden="true"></span>
                <span class="event__name">{event.touchpoint.clone()}</span>
                {event.step.map(|step| chip("chip chip--accent", (text.step)(step)))}
                {event.counted.then(|| chip("chip chip--accent", text.counted.to_owned()))}
                {event.stage.as_deref().map(|stage| chip("chip", stage_name(words, stage)))}
                {event.channel.clone().map(|channel| chip("chip", channel))}
                {named(ColumnRole::Value, event.value)}
                {named(ColumnRole::Score, event.score)}
                {is_outside.then(|| chip("chip", text.outside.to_owned()))}
            </div>
            {event.comment.clone().map(|comment| view! { <blockquote class="event__comment">{comment}</blockquote> })}
            {properties}
        </li>
    }
    .into_any()
    }
}

/// The whole timeline as CSV.
#[component]
fn Save(question: Memo<Option<CustomerQuestion>>) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let is_busy = RwSignal::new(false);
    let save = move |_| {
        let (Some(log), Some(question)) = (workspace.log.get_untracked(), question.get_untracked()) else { return };
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            let (mut sessions, mut from) = (Vec::new(), 0);
            while (from as usize) < SAVED {
                let Ok(part) = log.client.ask(CustomerQuestion { from, count: None, ..question.clone() }).await else {
                    break;
                };
                let n: usize = part.timeline.iter().map(|session| session.events.len()).sum();
                sessions.extend(part.timeline);
                from += n as u32;
                if n == 0 || from >= part.events {
                    break;
                }
            }
            is_busy.try_set(false);
            if !sessions.is_empty() {
                save_csv(
                    &file_name(log.report.name(), "timeline", "csv"),
                    &export::timeline(&question.customer, &sessions),
                );
            }
        });
    };
    view! {
        <button type="button" class="button button--small" disabled=move || is_busy.get() on:click=save>
            {move || words.get().question.csv}
        </button>
    }
}
