//! Names of touchpoints that may mean the same: other spellings, and pages of one folder.

use std::collections::BTreeMap;

use crate::order;

/// A folder with fewer pages is no group of its own.
const LEAST_PAGES: usize = 3;

/// Names that may mean the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The name that they may have in common.
    pub name: String,
    /// Which they are, by their positions, ascending; two or more.
    pub members: Vec<usize>,
}

/// Groups of names that may mean the same, the largest first; no name is in two of them. `names` come with the most frequent
/// one first, which lends its spelling to a group.
///
/// Two names are spelt otherwise where they have the same letters and digits in the same order, whatever their case and what
/// lies between: `Add to cart`, `add_to_cart`, `AddToCart`. Pages of one folder are names with slashes, also of whole
/// addresses, that differ in the last part alone, three or more: `/product/shoe`, `/product/hat`, `/product/bag`.
pub fn alike(names: &[String]) -> Vec<Alike> {
    let mut by_spelling: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut by_folder: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        if let Some(folder) = folder(name) {
            by_folder.entry(folder).or_default().push(at);
            continue;
        }
        let letters: String = name.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        if !letters.is_empty() {
            by_spelling.entry(letters).or_default().push(at);
        }
    }
    let spelt = by_spelling.into_values().filter(|members| members.len() > 1);
    let spelt = spelt.map(|members| Alike { name: names[members[0]].clone(), members });
    let pages = by_folder.into_iter().filter(|(_, members)| members.len() >= LEAST_PAGES);
    let pages = pages.map(|(folder, members)| Alike { name: format!("{folder}*"), members });
    let mut groups: Vec<Alike> = spelt.chain(pages).collect();
    order::sort_by_key(&mut groups, |group| (std::cmp::Reverse(group.members.len()), group.members[0]));
    groups
}

/// The folder of a page, with the slash at its end; none of what is no page, of the pages at the top, and of a folder's own.
fn folder(name: &str) -> Option<&str> {
    let path = match name.split_once("://") {
        Some((_, rest)) => &rest[rest.find('/')?..],
        None => name.strip_prefix('/').map(|_| name)?,
    };
    let last = path.trim_end_matches('/').rfind('/')?;
    (last > 0 && !name.contains(' ')).then(|| &name[..name.len() - path.len() + last + 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(names: &[&str]) -> Vec<(String, Vec<usize>)> {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        alike(&names).into_iter().map(|group| (group.name, group.members)).collect()
    }

    #[test]
    fn spellings_of_one_name() {
        let names = [
            "view", "add_to_cart", "Step 1", "Add to cart", "step2", "AddToCart", "加入 购物车", "加入购物车", "—", "-",
        ];
        let expected = [("add_to_cart".to_owned(), vec![1, 3, 5]), ("加入 购物车".to_owned(), vec![6, 7])];
        assert_eq!(groups(&names), expected);
    }

    #[test]
    fn pages_of_one_folder() {
        let names = [
            "/product/shoe", "/about", "/product/hat", "/product/bag/", "/product/", "/cart", "/blog/2024/a",
            "/blog/2024/b", "https://shop.example/help/a", "https://shop.example/help/b",
            "https://shop.example/help/c", "https://shop.example", "https://shop.example/faq", "and/or/not",
        ];
        let expected =
            [("/product/*".to_owned(), vec![0, 2, 3]), ("https://shop.example/help/*".to_owned(), vec![8, 9, 10])];
        assert_eq!(groups(&names), expected);
    }

    #[test]
    fn a_group_once_counted_as_one_is_no_suggestion() {
        assert_eq!(groups(&["/product/*", "/cart", "view", "/product/new", "/product/sale"]).len(), 1);
        assert!(groups(&["add_to_cart", "view"]).is_empty());
    }
}
