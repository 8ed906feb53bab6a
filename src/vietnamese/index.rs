//! Names under their letters, as in the index of a book.
//!
//! In: names. Out: for each letter that occurs, in Vietnamese order, the places of its names, in order too.

use super::fold::initial;
use super::order::Order;

/// The letters, each with the places of its names; names that begin with no letter or digit stand under an empty one.
pub fn by_initial(names: &[&str]) -> Vec<(String, Vec<usize>)> {
    let order = Order::default();
    let letters: Vec<String> = names.iter().map(|name| initial(name)).collect();
    let ranks = order.ranks(names);
    let mut places: Vec<usize> = (0..names.len()).collect();
    places.sort_by(|a, b| order.compare(&letters[*a], &letters[*b]).then(ranks[*a].cmp(&ranks[*b])));
    let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
    for place in places {
        match groups.last_mut().filter(|(letter, _)| *letter == letters[place]) {
            Some((_, members)) => members.push(place),
            None => groups.push((letters[place].clone(), vec![place])),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::by_initial;

    #[test]
    fn letters_in_order() {
        let names = ["Ân", "Đông", "Dũng", "An", "Ất", "Đan", "Ánh", "…"];
        let groups = by_initial(&names);
        let shown: Vec<String> = groups
            .iter()
            .map(|(letter, places)| {
                format!("{letter}: {}", places.iter().map(|at| names[*at]).collect::<Vec<_>>().join(" "))
            })
            .collect();
        assert_eq!(shown, [": …", "A: An Ánh", "Â: Ân Ất", "D: Dũng", "Đ: Đan Đông"]);
        assert!(by_initial(&[]).is_empty());
    }
}
