//! The path of a request as a touchpoint, and the domain of an address.

/// A path without query and fragment, and with `:id` in place of numbers, hexadecimal strings and UUIDs, so that the
/// pages of a shop's thousand articles are one touchpoint. Of a whole address the path alone is taken.
pub(super) fn folded(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let path = match path.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]),
        None => path,
    };
    let parts: Vec<&str> = path.split('/').map(|part| if is_identifier(part) { ":id" } else { part }).collect();
    parts.join("/")
}

/// Whether a part of a path is no word: a number, eight or more hexadecimal digits (at least one a figure), or a UUID.
fn is_identifier(part: &str) -> bool {
    let is_number = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let hex = part.bytes().filter(u8::is_ascii_hexdigit).count();
    let has_digit = part.bytes().any(|byte| byte.is_ascii_digit());
    let is_uuid = part.len() == 36 && hex == 32 && part.matches('-').count() == 4;
    is_number || is_uuid || (has_digit && hex >= 8 && hex == part.len())
}

/// The host of an address, without `www.`; empty where there is none.
pub(super) fn domain(url: &str) -> &str {
    let Some((_, rest)) = url.split_once("://") else { return "" };
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_one_kind_are_one_touchpoint() {
        for (url, path) in [
            ("/", "/"),
            ("/shop/4711/reviews?page=2#top", "/shop/:id/reviews"),
            ("/a1b2c3d4e5", "/:id"),
            ("/facade/deadbeef", "/facade/deadbeef"),
            ("/o/123e4567-e89b-12d3-a456-426614174000", "/o/:id"),
            ("http://example.com/x/1", "/x/:id"),
            ("http://example.com", "/"),
            ("*", "*"),
            ("", ""),
            ("/blog/2015-in-review.html", "/blog/2015-in-review.html"),
        ] {
            assert_eq!(folded(url), path, "{url}");
        }
        assert_eq!(domain("https://www.example.com:8080/x"), "example.com");
        assert_eq!(domain("-"), "");
    }
}
