//! Where in a text a misplaced tone mark may stand, by its bytes alone.
//!
//! In: text in NFC as UTF-8. Out: byte places of letters whose word should be looked at. Every word that
//! `misplaced_tone` mends has such a place (a test holds that); of right words very few have. Knows bytes, no syllables.
//!
//! Nothing branches within a block, so that the compiler makes vector code of it: this scan is all that an ordinary
//! article pays.

const BLOCK: usize = 64;
/// One byte before a block and four behind it are looked at with it.
const WINDOW: usize = BLOCK + 5;

/// The places, in order.
pub(super) fn suspects(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    (0..bytes.len()).step_by(BLOCK).flat_map(move |start| {
        let whole = start.checked_sub(1).and_then(|before| bytes.get(before..)).and_then(<[u8]>::first_chunk);
        match whole {
            Some(window) => in_block(window, start),
            None => in_block(&padded(bytes, start), start),
        }
    })
}

/// The window of the first or of a last block, with zeros where there is no text.
fn padded(bytes: &[u8], start: usize) -> [u8; WINDOW] {
    let mut window = [0; WINDOW];
    let (into, from) = if start == 0 { (1, 0) } else { (0, start - 1) };
    for (to, from) in window[into..].iter_mut().zip(&bytes[from..]) {
        *to = *from;
    }
    window
}

fn in_block(window: &[u8; WINDOW], start: usize) -> impl Iterator<Item = usize> + use<> {
    let mut found = 0;
    for at in 0..BLOCK {
        found |= is_suspect(window, at);
    }
    // The second byte of a suspect stretch always belongs to the word.
    let places = if found == 0 { Vec::new() } else { (0..BLOCK).filter(|&at| is_suspect(window, at) != 0).collect() };
    places.into_iter().map(move |at| start + at + 1)
}

/// Whether the stretch around bytes `w1` and `w2` may be part of a misplaced mark; `w0` is the byte before them.
///
/// Letters as bytes: à á ã are C3 A0 A1 A3, ì í C3 AC AD, ĩ C4 A9, ũ C5 A9, ả ạ E1 BA A3 A1, ỉ ị E1 BB 89 8B, ủ ụ E1 BB A7
/// A5. Capitals differ in one bit. Every comparison costs, so sets of signs are told by as few bits as will do.
#[expect(clippy::inline_always, reason = "a call for every byte would be fifty times as slow")]
#[inline(always)]
fn is_suspect(window: &[u8; WINDOW], at: usize) -> u8 {
    let [w0, w1, w2] = [window[at], window[at + 1], window[at + 2]];
    let [w3, w4, w5] = [window[at + 3], window[at + 4], window[at + 5]];
    let is = u8::from;
    let starts_letter = |x: u8| is(x >= 0xc3) & is(x != 0xe2);
    let (before, plain) = (w0 | 0x20, w1 | 0x20);
    let e1_bb = is(w2 == 0xe1) & is(w3 == 0xbb);
    let any_i = is(w4 & 0xfc == 0x88);

    // A plain vowel before a marked one that it leaves no mark: cuả, điạ, laị, oí. Right are â, ê, ô, ơ and y after i, u, y.
    let two =
        is(w2 == 0xc3) & is(w3 | 0x20 != 0xa2) & is(w3 | 0x20 != 0xaa) & is(w3 | 0x20 != 0xb4) & is(w3 | 0x20 != 0xbd);
    let three =
        is(w2 == 0xe1) & (is(w4 & 0xfc == 0xa0) | is(w4 & 0xf8 == 0x88) | (is(w3 == 0xbb) & is(w4 & 0xfc == 0xa4)));
    let is_giu = (is(before == b'g') & is(plain == b'i')) | (is(before == b'q') & is(plain == b'u'));
    let i_u_y = is(w1 | 0x30 == 0x79) | is(plain == b'u');
    let after_i_u_y = i_u_y & !is_giu & (two | three | is(w2 & 0xfe == 0xc4));
    let i_mark = (is(w2 == 0xc3) & is(w3 | 0x21 == 0xad)) | (is(w2 == 0xc4) & is(w3 | 1 == 0xa9)) | (e1_bb & any_i);
    let after_o = is(plain == b'o') & i_mark;
    // The same for a and e, and the u of qu marked: qúy.
    let after_a_e_q = (is(w1 | 0x24 == 0x65) | is(plain == b'q')) & starts_letter(w2);

    // The end of a letter that is no đ, and the next one: not ASCII (tíên, right in ươ alone), or a vowel and more (hòan).
    let is_d = is(w1 == 0xc4) & is(w2 & 0xfe == 0x90);
    let ends_letter = is(w2 & 0xc0 == 0x80) & is(w0 != 0xe2) & is(w1 != 0xc2) & !is_d;
    let horned = is(w1 == 0xc6) & is(w2 > 0xa1);
    let o_horn = is(w3 == 0xc6) | (is(w3 == 0xe1) & is(w4 == 0xbb) & is(w5.wrapping_sub(0x9a) < 10));
    let vowel = is(w3 | 0x3c == 0x7d) | is(w3 | 0x20 == b'o');
    let more = is(w4.wrapping_sub(0x41) < 0x3f) | is(w4 == 0xc3);
    let next = (starts_letter(w3) & !(horned & o_horn)) | (vowel & more);

    // The i of gi marked: gỉa.
    let short_i = (is(w1 == 0xc3) & is(w2 | 0x21 == 0xad)) | (is(w1 == 0xc4) & is(w2 | 1 == 0xa9));
    let long_i = is(w1 == 0xe1) & is(w2 == 0xbb) & is(w3 & 0xfc == 0x88);
    let after_g = is(before == b'g') & ((short_i & vowel) | long_i);

    (after_i_u_y | after_o | after_a_e_q | (ends_letter & next) | after_g) & 1
}

#[cfg(test)]
mod tests {
    use super::suspects;

    #[track_caller]
    fn words(text: &str) -> Vec<&str> {
        let word =
            |at: usize| text.split(' ').find(|word| word.as_ptr() as usize - text.as_ptr() as usize + word.len() > at);
        let mut words: Vec<&str> = suspects(text.as_bytes()).filter_map(word).collect();
        words.dedup();
        words
    }

    #[test]
    fn misplaced_marks_are_suspect_at_every_place_of_a_block() {
        let wrong = "qúy cuả điạ laị ngừơi mưà gỉa gìa hòan tòan khỏang lọai khủyu qủa tíên QÚY ĐỰƠC HÒANH GỈA";
        for before in 0..300 {
            let text = format!("{}{wrong}", "- ".repeat(before));
            let found: Vec<&str> = words(&text);
            assert_eq!(found, wrong.split(' ').collect::<Vec<_>>(), "{before}");
        }
    }

    #[test]
    fn ordinary_text_is_not_suspect() {
        let text = "“Dân vận khéo” ở Hà Tĩnh, người được quý của quả giá già gìn giữ hoàn toàn khoản hòa hoà khỏe khoẻ \
            thủy thuỷ huỳnh khuỷu thuở nghĩa địa mùa mưa của Ủy ban đưa đường Đức Thọ – “Ấm” ƯỚC MƠ";
        assert_eq!(words(text), [""; 0]);
    }
}
