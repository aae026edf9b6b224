//! Memos and effects whose machinery is in the program once for each type of value: made directly, Leptos has it once
//! more for every closure, which is an eighth of the page.

use leptos::prelude::*;

/// What a closure gives, computed anew when something it reads changes; who reads it hears only of another value.
pub fn memo<T: PartialEq + Send + Sync + 'static>(compute: impl Fn() -> T + Send + Sync + 'static) -> Memo<T> {
    let compute: Box<dyn Fn() -> T + Send + Sync> = Box::new(compute);
    Memo::new(move |_| compute())
}

/// Runs a closure now, and again when something it reads has changed.
pub fn effect(run: impl FnMut() + 'static) {
    let mut run: Box<dyn FnMut()> = Box::new(run);
    Effect::new(move |_| run());
}
