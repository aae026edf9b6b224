//! The drawing inside the elements `<sojourn-funnel>` and `<sojourn-heatmap>`. The elements load it when they come
//! near the window, and call what is exported here.

#[cfg(target_arch = "wasm32")]
mod exports;

fn main() {
    #[cfg(target_arch = "wasm32")]
    console_error_panic_hook::set_once();
}
