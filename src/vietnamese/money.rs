//! Sums of money as newspapers write them: `1,2 tỷ đồng`, `150 triệu đồng`, `45.000 đồng`.
//!
//! In: an amount in đồng. Out: its words, exact: what two decimals cannot say is said in the next smaller unit.

use super::number::number_vi;

/// A milliard and a million đồng, with their names.
const UNITS: [(u64, &str); 2] = [(1_000_000_000, "tỷ đồng"), (1_000_000, "triệu đồng")];

/// The amount in words.
pub fn money_vi(dong: i64) -> String {
    let sign = if dong < 0 { "-" } else { "" };
    let amount = dong.unsigned_abs();
    // Three decimals could be taken for thousands, so there are two at most.
    let unit = UNITS.iter().find(|(unit, _)| amount >= *unit && amount.is_multiple_of(unit / 100));
    let (whole, hundredths, name) = match unit {
        Some((unit, name)) => (amount / unit, amount % unit / (unit / 100), *name),
        None => (amount, 0, "đồng"),
    };
    let whole = usize::try_from(whole).map_or_else(|_| whole.to_string(), number_vi);
    match (hundredths % 10, hundredths / 10) {
        (0, 0) => format!("{sign}{whole} {name}"),
        (0, tenths) => format!("{sign}{whole},{tenths} {name}"),
        _ => format!("{sign}{whole},{hundredths:02} {name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::money_vi;

    #[test]
    fn sums() {
        for (dong, words) in [
            (0, "0 đồng"),
            (45_000, "45.000 đồng"),
            (999_999, "999.999 đồng"),
            (1_000_000, "1 triệu đồng"),
            (1_250_000, "1,25 triệu đồng"),
            (1_050_000, "1,05 triệu đồng"),
            (1_234_567, "1.234.567 đồng"),
            (150_000_000, "150 triệu đồng"),
            (1_200_000_000, "1,2 tỷ đồng"),
            (1_235_000_000, "1.235 triệu đồng"),
            (1_234_000_000_000, "1.234 tỷ đồng"),
            (-500_000_000, "-500 triệu đồng"),
            (i64::MIN, "-9.223.372.036.854.775.808 đồng"),
        ] {
            assert_eq!(money_vi(dong), words);
        }
    }
}
