//! Who is behind a bar or a lost part, and what they did next.

use leptos::{html::Section, prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;

use super::{figure::group_name, state::Control};
use crate::{
    analysis::{FunnelCustomersQuestion, Who},
    export,
    panel::{
        History, View, ask,
        customers::state::CustomersState,
        download::{file_name, save_csv},
        table::{Header, VirtualTable},
        use_workspace,
    },
    text::{format, use_words},
};

/// How many of the next touchpoints are shown by name.
const NEXT_SHOWN: usize = 12;

/// The people behind a part of the chart.
#[component]
pub fn PeoplePanel(
    /// Who they are.
    question: Memo<Option<FunnelCustomersQuestion>>,
    /// Closes it, and gives the focus back.
    on_close: Callback<()>,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let section = NodeRef::<Section>::new();
    let asked = ask::<FunnelCustomersQuestion>(question.into());
    // An answer to an earlier question is not shown under the heading of this one.
    let report = Memo::new(move |_| {
        let answers = asked.question.get().as_deref().cloned() == question.get();
        asked.report.get().filter(|_| answers)
    });
    // The section comes into sight, and the keyboard goes there.
    Effect::new(move |_| {
        if let Some(section) = section.get() {
            let _ = section.focus();
        }
    });

    let title = move || {
        let words = words.get();
        let question = question.get()?;
        let label = |step: usize| {
            step.checked_sub(1)
                .and_then(|at| question.funnel.steps.get(at))
                .map(|step| step.touchpoints.join(" / "))
                .unwrap_or_default()
        };
        let title = match question.who {
            Who::Reached => (words.funnel.reached)(question.step, &label(question.step)),
            Who::DroppedOff => (words.funnel.lost)(&label(question.step - 1), &label(question.step)),
        };
        let group = question.group.map(|group| {
            let breakdown = question.funnel.breakdown.unwrap_or_default();
            (words.funnel.in_group)(&group_name(words, &breakdown, group.value.as_deref()))
        });
        Some(match group {
            Some(group) => format!("{title}, {group}"),
            None => title,
        })
    };
    let n_ids = Memo::new(move |_| report.with(|report| report.as_ref().map_or(0, |report| report.ids.len())));
    let count = move || {
        let words = words.get();
        report.with(Option::is_some).then(|| (words.question.n_customers)(&format::count(words.language, n_ids.get())))
    };
    let copied = RwSignal::new(false);
    let copy = move |_| {
        let Some(ids) = report.with_untracked(|report| report.as_ref().map(|report| report.ids.join("\n"))) else {
            return;
        };
        let writing = window().navigator().clipboard().write_text(&ids);
        spawn_local(async move {
            if JsFuture::from(writing).await.is_ok() {
                copied.try_set(true);
            }
        });
    };
    Effect::new(move |_| {
        report.track();
        copied.set(false);
    });
    let source_name = move || {
        workspace.log.with_untracked(|log| log.as_ref().map(|log| log.report.name().to_owned())).unwrap_or_default()
    };
    let save_ids = move |_| {
        if let Some(report) = report.get_untracked() {
            save_csv(&file_name(&source_name(), "customers", "csv"), &export::customer_ids(&report.ids));
        }
    };
    let save_next = move |_| {
        if let Some(report) = report.get_untracked() {
            save_csv(&file_name(&source_name(), "next", "csv"), &export::next_touchpoints(&report.next));
        }
    };
    let next = move || {
        let words = words.get();
        let report = report.get()?;
        let all: u32 = report.next.iter().map(|next| next.customers).sum();
        let most = report.next.iter().map(|next| next.customers).max().unwrap_or(1).max(1);
        let line = |name: String, customers: u32, end: bool| {
            let share = f64::from(customers) / f64::from(all.max(1));
            let percent = format::percent(words.language, share);
            let width = f64::from(customers) / f64::from(most) * 100.0;
            view! {
                <li class="next__item">
                    <span class="next__name" class:next__name--end=end title=name.clone()>{name.clone()}</span>
                    <span class="next__track" aria-hidden="true">
                        <span class="next__bar" class:next__bar--end=end style:width=format!("{width}%")></span>
                    </span>
                    <span class="next__count number">
                        {format!("{} · {percent}", format::count(words.language, customers))}
                    </span>
                </li>
            }
        };
        let mut lines = Vec::new();
        for next in report.next.iter().take(NEXT_SHOWN) {
            let name = next.touchpoint.clone().unwrap_or_else(|| words.funnel.nothing_more.to_owned());
            lines.push(line(name, next.customers, next.touchpoint.is_none()));
        }
        if report.next.len() > NEXT_SHOWN {
            let rest = &report.next[NEXT_SHOWN..];
            let name = (words.funnel.other_next)(&format::count(words.language, rest.len()));
            lines.push(line(name, rest.iter().map(|next| next.customers).sum(), false));
        }
        Some(view! { <ul class="next">{lines}</ul> })
    };
    let row = move |at: usize| {
        let id =
            report.with(|report| report.as_ref().and_then(|report| report.ids.get(at).cloned())).unwrap_or_default();
        let title = (words.get().customers.open)(&id);
        let name = id.clone();
        let href = move || {
            let state =
                question.with(|question| Some(CustomersState::from_funnel(&question.as_ref()?.funnel, id.clone())));
            state.map(|state| workspace.address.href_with(View::Customers, &state))
        };
        vec![view! { <a class="link" href=href title=title>{name}</a> }.into_any()]
    };
    let failure = move || asked.failure.get().map(|failure| (words.get().trouble.sentence)(&failure));

    view! {
        <section
            class="panel people"
            node_ref=section
            tabindex="-1"
            aria-label=title
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    on_close.run(());
                }
            }
        >
            <header class="people__head">
                <div>
                    <h2>{title}</h2>
                    <p class="people__count" role="status">{count}</p>
                </div>
                <button
                    type="button"
                    class="button button--icon"
                    aria-label=move || words.get().funnel.close
                    on:click=move |_| on_close.run(())
                >
                    "×"
                </button>
            </header>
            <Show
                when=move || report.with(Option::is_some)
                fallback=move || {
                    view! {
                        <p class="quiet" role="status">
                            {move || failure().unwrap_or_else(|| words.get().question.working.to_owned())}
                        </p>
                    }
                }
            >
                <div class="people__parts">
                    <div class="people__part">
                        <div class="row row--spread">
                            <h3>{move || words.get().funnel.next}</h3>
                            <button type="button" class="button button--small" on:click=save_next>
                                {move || words.get().question.csv}
                            </button>
                        </div>
                        {next}
                        <p class="quiet">{move || words.get().funnel.next_method}</p>
                    </div>
                    <div class="people__part">
                        <div class="row row--spread">
                            <h3>{move || words.get().funnel.who}</h3>
                            <span class="row">
                                <button type="button" class="button button--small" on:click=copy>
                                    {move || {
                                        let text = &words.get().funnel;
                                        if copied.get() { text.copied } else { text.copy }
                                    }}
                                </button>
                                <button type="button" class="button button--small" on:click=save_ids>
                                    {move || words.get().question.csv}
                                </button>
                            </span>
                        </div>
                        <VirtualTable
                            label=Signal::derive(move || words.get().funnel.who.to_owned())
                            columns=Signal::derive(move || vec![Header::text(words.get().funnel.customer)])
                            n_rows=n_ids
                            row=row
                            max_height=360.0
                        />
                    </div>
                </div>
            </Show>
        </section>
    }
}

/// Takes the people off the screen.
pub fn close(control: Control) {
    control.update(History::Push, |state| state.people = None);
}
