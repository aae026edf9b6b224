//! Which content-security policies are in force, asked of the browser without the network: a style that all of them
//! forbid is put in the page, and each policy reports it. `harden.js` knows the question, and does not list it.

use std::{cell::RefCell, rc::Rc};

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::Event;

use crate::order;
use crate::panel::js;

const META: &str = "meta[http-equiv='Content-Security-Policy']";

/// How long the browser may take to report.
const PATIENCE_MS: u32 = 120;

/// The policies in force.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policies {
    /// Those in the page that are in force, by their place in it: 0 is its own, the next that of after loading.
    pub page: Vec<(usize, String)>,
    /// Those of the host.
    pub host: Vec<String>,
}

impl Policies {
    /// Asks the browser.
    pub async fn ask() -> Policies {
        let document = document();
        let (Ok(question), Some(head)) = (document.create_element("style"), document.head()) else {
            return Policies::default();
        };
        let reported = Rc::new(RefCell::new(Vec::new()));
        let on_report = Closure::<dyn FnMut(Event)>::new({
            let (reported, question) = (Rc::clone(&reported), question.clone());
            move |event: Event| {
                // Another question may be under way.
                let is_answer = event.target().is_some_and(|target| target == **question);
                let enforced = js::text(&event, "disposition").is_some_and(|kind| kind == "enforce");
                if let Some(policy) = js::text(&event, "originalPolicy").filter(|_| is_answer && enforced) {
                    reported.borrow_mut().push(policy);
                }
            }
        });
        let listener: &js_sys::Function = on_report.as_ref().unchecked_ref();
        let _ = document.add_event_listener_with_callback("securitypolicyviolation", listener);
        // Browsers do not report the same twice.
        question.set_text_content(Some(&format!("sojourn-question-{} {{}}", js_sys::Math::random())));
        let _ = head.append_child(&question);
        TimeoutFuture::new(PATIENCE_MS).await;
        let _ = document.remove_event_listener_with_callback("securitypolicyviolation", listener);
        question.remove();
        Policies::sorted(in_page(), reported.take())
    }

    /// Tells the policies of the host from those of the page by what the page says.
    fn sorted(in_page: Vec<String>, mut reported: Vec<String>) -> Policies {
        let mut page = Vec::new();
        for (place, own) in in_page.into_iter().enumerate() {
            if let Some(at) = reported.iter().position(|policy| directives(policy) == directives(&own)) {
                page.push((place, reported.remove(at)));
            }
        }
        Policies { page, host: reported }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.page.len() + self.host.len()
    }
}

fn in_page() -> Vec<String> {
    let Ok(found) = document().query_selector_all(META) else { return Vec::new() };
    (0..found.length()).filter_map(|at| js::text(&found.get(at)?.into(), "content")).collect()
}

/// The directives of a policy: browsers may write them in another order.
fn directives(policy: &str) -> Vec<String> {
    let tidy = |directive: &str| directive.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    let mut directives: Vec<String> = policy.split(';').map(tidy).filter(|directive| !directive.is_empty()).collect();
    order::sort(&mut directives);
    directives
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_that_the_page_does_not_name_is_the_hosts() {
        let page = || vec!["default-src 'none'; img-src blob:".to_owned()];
        let other_order = "img-src  blob:; default-src 'none';".to_owned();
        let from_host = "default-src 'none'; sandbox".to_owned();
        let both = Policies::sorted(page(), vec![from_host.clone(), other_order.clone()]);
        assert_eq!(both, Policies { page: vec![(0, other_order.clone())], host: vec![from_host] });
        // The host may send the very same.
        let same = Policies::sorted(page(), vec![other_order.clone(), other_order.clone()]);
        assert_eq!((same.page.len(), same.host.len()), (1, 1));
        // What is written in the page and not in force does not count.
        assert_eq!(Policies::sorted(page(), Vec::new()).count(), 0);
    }
}
