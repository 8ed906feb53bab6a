//! Names that may stand in an SVG (<https://www.w3.org/TR/SVG2/>). In: a name. Out: whether it may stand there. Must not
//! know values.
//!
//! Only what draws: nothing that runs, moves, leads elsewhere or holds another language. Names are sorted.

/// Elements that draw, or that help to.
const ELEMENTS: [&str; 51] = [
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "g",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "style",
    "svg",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
];
/// Elements that go while what is in them stays.
const WRAPPERS: [&str; 2] = ["a", "switch"];

/// Attributes of place, shape, look, text, filters and reading aloud.
const ATTRIBUTES: &str = " alignment-baseline amplitude aria-describedby aria-hidden aria-label aria-labelledby azimuth \
    baseFrequency baseline-shift bias class clip-path clip-rule clipPathUnits color color-interpolation \
    color-interpolation-filters cx cy d diffuseConstant direction display divisor dominant-baseline dx dy edgeMode \
    elevation exponent fill fill-opacity fill-rule filter filterUnits flood-color flood-opacity font font-family font-size \
    font-size-adjust font-stretch font-style font-variant font-weight fr fx fy gradientTransform gradientUnits height id \
    image-rendering in in2 intercept isolation k1 k2 k3 k4 kernelMatrix kernelUnitLength lang lengthAdjust letter-spacing \
    lighting-color limitingConeAngle marker marker-end marker-mid marker-start markerHeight markerUnits markerWidth mask \
    mask-type maskContentUnits maskUnits media method mix-blend-mode mode numOctaves offset opacity operator order orient \
    overflow paint-order pathLength patternContentUnits patternTransform patternUnits points pointsAtX pointsAtY \
    pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY result role rotate rx ry scale seed \
    shape-rendering side slope spacing specularConstant specularExponent spreadMethod startOffset stdDeviation \
    stitchTiles stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin \
    stroke-miterlimit stroke-opacity stroke-width style surfaceScale tableValues targetX targetY text-anchor \
    text-decoration text-rendering textLength transform transform-origin type unicode-bidi values vector-effect version \
    viewBox visibility white-space width word-spacing writing-mode x x1 x2 xChannelSelector y y1 y2 yChannelSelector z ";

/// What becomes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays, under this name.
    Kept(&'static str),
    /// It goes, and what is in it stays.
    Unwrapped,
    /// It goes with everything in it.
    Dropped,
}

/// What becomes of an element of SVG.
pub(super) fn element(name: &str) -> Fate {
    match ELEMENTS.binary_search(&name).ok().and_then(|at| ELEMENTS.get(at)) {
        Some(name) => Fate::Kept(name),
        None if WRAPPERS.contains(&name) => Fate::Unwrapped,
        None => Fate::Dropped,
    }
}

/// May an attribute without a prefix stand there?
pub(super) fn is_attribute(name: &str) -> bool {
    !name.contains(' ') && ATTRIBUTES.contains(&format!(" {name} "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert!(ELEMENTS.is_sorted());
        assert_eq!(element("path"), Fate::Kept("path"));
        assert_eq!(element("use"), Fate::Kept("use"));
        assert_eq!(element("a"), Fate::Unwrapped);
        for name in ["script", "foreignObject", "animate", "set", "iframe", "feImage", "SCRIPT", "handler", "", "view"]
        {
            assert_eq!(element(name), Fate::Dropped, "{name}");
        }
        for name in ["d", "x", "z", "viewBox", "alignment-baseline"] {
            assert!(is_attribute(name), "{name}");
        }
        for name in ["", "onload", "href", "x y", "formaction", "xmlns", "begin", "attributeName", " "] {
            assert!(!is_attribute(name), "{name}");
        }
    }
}
