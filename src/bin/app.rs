//! The page.

fn main() {
    sojourn::app::start();
}
