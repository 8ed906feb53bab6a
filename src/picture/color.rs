//! Colours of other profiles become sRGB. In: pixels and an ICC profile (ISO 15076-1). Out: pixels in colour. Must not
//! know files.

use super::pixels::{Layout, Pixels};
use moxcms::{ColorProfile, DataColorSpace, Layout as Order, TransformOptions};

/// In sRGB. A profile that is broken, or for other colours than the pixels have, counts for nothing.
pub(super) fn to_srgb(pixels: Pixels, profile: Option<&[u8]>) -> Option<Pixels> {
    let profile = profile.and_then(|profile| ColorProfile::new_from_slice(profile).ok());
    let is_gray = matches!(pixels.layout(), Layout::Gray | Layout::GrayAlpha);
    let colored = pixels.colored();
    let converted = match profile {
        Some(profile) if is_gray && profile.color_space == DataColorSpace::Gray => from_gray(&colored, &profile),
        Some(profile) if !is_gray && profile.color_space == DataColorSpace::Rgb => from_colors(&colored, &profile),
        _ => None,
    };
    match converted {
        Some(bytes) => {
            let layout = colored.layout();
            colored.with(layout, bytes)
        }
        None => Some(colored),
    }
}

/// By a table of the 256 grays.
fn from_gray(pixels: &Pixels, profile: &ColorProfile) -> Option<Vec<u8>> {
    let options = TransformOptions::default();
    let transform = profile.create_transform_8bit(Order::Gray, &ColorProfile::new_srgb(), Order::Rgb, options).ok()?;
    let grays: Vec<u8> = (0..=255).collect();
    let mut table = vec![0; 256 * 3];
    transform.transform(&grays, &mut table).ok()?;
    let table = table.as_chunks::<3>().0;
    let channels = pixels.layout().channels();
    let mut bytes = pixels.bytes().to_vec();
    for pixel in bytes.chunks_exact_mut(channels) {
        let gray = pixel.first().copied().map(usize::from)?;
        pixel.get_mut(..3)?.copy_from_slice(table.get(gray)?);
    }
    Some(bytes)
}

/// `None` as well when nothing would change that anybody could see.
fn from_colors(pixels: &Pixels, profile: &ColorProfile) -> Option<Vec<u8>> {
    let order = if pixels.layout() == Layout::Rgba { Order::Rgba } else { Order::Rgb };
    let options = TransformOptions::default();
    let transform = profile.create_transform_8bit(order, &ColorProfile::new_srgb(), order, options).ok()?;
    let steps = || (0..=255_u8).step_by(51);
    let channels = pixels.layout().channels();
    let probe: Vec<u8> = steps()
        .flat_map(|red| steps().flat_map(move |green| steps().map(move |blue| [red, green, blue, 255])))
        .flat_map(|pixel| pixel.into_iter().take(channels))
        .collect();
    let mut seen = vec![0; probe.len()];
    transform.transform(&probe, &mut seen).ok()?;
    if probe.iter().zip(&seen).all(|(before, after)| before.abs_diff(*after) <= 2) {
        return None;
    }
    let mut bytes = vec![0; pixels.bytes().len()];
    transform.transform(pixels.bytes(), &mut bytes).ok()?;
    Some(bytes)
}
