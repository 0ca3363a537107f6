//! Which pixels a triangle covers, and the values that vary across it.

/// Fractions of a pixel that positions are snapped to, as graphics cards do.
const SUBPIXEL: f32 = 256.0;
/// The same, for whole-number arithmetic.
const STEP: i64 = 256;

/// Whole pixels inside which may be drawn: from left and top, up to right and bottom.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clip {
    pub left: i64,
    pub top: i64,
    pub right: i64,
    pub bottom: i64,
}

/// One edge `a*x + b*y + c >= 0` over positions in subpixels.
#[derive(Clone, Copy)]
struct Edge {
    a: i64,
    b: i64,
    c: i64,
}

impl Edge {
    /// The edge from `p` to `q` of a triangle that lies to its inside. Pixel centres exactly
    /// on it belong to the triangle only where the edge is a top or a left one, so that two
    /// triangles that share an edge never both paint a pixel, nor leave one out.
    fn new(p: [i64; 2], q: [i64; 2]) -> Self {
        let (a, b) = (p[1] - q[1], q[0] - p[0]);
        let owns_its_pixels = a > 0 || (a == 0 && b > 0);
        let c = -(a * p[0] + b * p[1]) - i64::from(!owns_its_pixels);
        Self { a, b, c }
    }
}

/// Calls `span(y, from, to)` for every row of pixels that the triangle covers.
pub(super) fn spans(corners: [[f32; 2]; 3], clip: Clip, mut span: impl FnMut(usize, usize, usize)) {
    // Beyond this nothing is visible and products could overflow.
    const FAR: f32 = 1_000_000.0;
    if corners.iter().flatten().any(|v| !(-FAR..FAR).contains(v)) {
        return;
    }
    let [p, q, r] = corners.map(|c| c.map(|v| (v * SUBPIXEL).round() as i64));
    let area = (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
    let edges = match area.signum() {
        1 => [Edge::new(p, q), Edge::new(q, r), Edge::new(r, p)],
        -1 => [Edge::new(p, r), Edge::new(r, q), Edge::new(q, p)],
        _ => return,
    };
    // Rows whose centre line lies within the triangle's height.
    let (low, high) = (p[1].min(q[1]).min(r[1]), p[1].max(q[1]).max(r[1]));
    let first = (low - STEP / 2).div_euclid(STEP).max(clip.top);
    let last = ((high - STEP / 2).div_euclid(STEP) + 1).min(clip.bottom);
    for y in first..last {
        let center_y = y * STEP + STEP / 2;
        let (mut from, mut to) = (clip.left, clip.right);
        for Edge { a, b, c } in edges {
            // a * (x * STEP + STEP / 2) + rest >= 0, solved for the whole number x.
            let rest = b * center_y + c + a * (STEP / 2);
            let slope = a * STEP;
            match slope.signum() {
                1 => from = from.max(-(rest.div_euclid(slope))),
                -1 => to = to.min(rest.div_euclid(-slope) + 1),
                _ if rest < 0 => to = from,
                _ => {}
            }
        }
        if from < to {
            span(y as usize, from as usize, to as usize);
        }
    }
}

/// Values that vary linearly across a triangle.
pub(super) struct Attributes<const N: usize> {
    origin: [f64; N],
    per_x: [f64; N],
    per_y: [f64; N],
}

impl<const N: usize> Attributes<N> {
    /// From the values at the three corners.
    pub fn new(corners: [[f32; 2]; 3], values: [[f64; N]; 3]) -> Self {
        let [p, q, r] = corners.map(|c| c.map(|v| f64::from((v * SUBPIXEL).round() / SUBPIXEL)));
        let (qx, qy) = (q[0] - p[0], q[1] - p[1]);
        let (rx, ry) = (r[0] - p[0], r[1] - p[1]);
        let area = qx * ry - qy * rx;
        let inverse = if area == 0.0 { 0.0 } else { 1.0 / area };
        let [a, b, c] = values;
        let per_x = std::array::from_fn(|i| ((b[i] - a[i]) * ry - (c[i] - a[i]) * qy) * inverse);
        let per_y = std::array::from_fn(|i| ((c[i] - a[i]) * qx - (b[i] - a[i]) * rx) * inverse);
        let origin = std::array::from_fn(|i| {
            let (px, py): (&[f64; N], &[f64; N]) = (&per_x, &per_y);
            a[i] + px[i] * (0.5 - p[0]) + py[i] * (0.5 - p[1])
        });
        Self {
            origin,
            per_x,
            per_y,
        }
    }

    /// The values at the centre of pixel `x`, `y`.
    pub fn at(&self, x: usize, y: usize) -> [f32; N] {
        let (x, y) = (x as f64, y as f64);
        std::array::from_fn(|i| (self.origin[i] + self.per_x[i] * x + self.per_y[i] * y) as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLIP: Clip = Clip {
        left: 0,
        top: 0,
        right: 40,
        bottom: 40,
    };

    fn covered(corners: [[f32; 2]; 3]) -> Vec<(usize, usize)> {
        let mut pixels = Vec::new();
        spans(corners, CLIP, |y, from, to| {
            pixels.extend((from..to).map(|x| (x, y)))
        });
        pixels
    }

    /// The rule written out: a centre is inside, or on a top or left edge.
    fn covered_slowly(corners: [[f32; 2]; 3]) -> Vec<(usize, usize)> {
        let mut c = corners.map(|p| p.map(|v| (v * 256.0).round() as i64));
        let cross = |p: [i64; 2], q: [i64; 2], at: [i64; 2]| {
            (q[0] - p[0]) * (at[1] - p[1]) - (q[1] - p[1]) * (at[0] - p[0])
        };
        if cross(c[0], c[1], c[2]) < 0 {
            c.swap(1, 2);
        }
        let mut pixels = Vec::new();
        for y in 0..40_usize {
            for x in 0..40_usize {
                let at = [x as i64 * 256 + 128, y as i64 * 256 + 128];
                let inside = (0..3).all(|i| {
                    let (p, q) = (c[i], c[(i + 1) % 3]);
                    let side = cross(p, q, at);
                    // Clockwise on screen: top edges run right, left edges run up.
                    let owner = (p[1] == q[1] && q[0] > p[0]) || q[1] < p[1];
                    side > 0 || (side == 0 && owner)
                });
                if inside && cross(c[0], c[1], c[2]) != 0 {
                    pixels.push((x, y));
                }
            }
        }
        pixels
    }

    #[test]
    fn spans_agree_with_the_rule_written_out() {
        // A small generator of numbers, so that the test is the same everywhere.
        let mut seed = 0x2545_f491_u32;
        let mut next = |most: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) % most
        };
        for round in 0..400 {
            // Every other triangle has its corners on half pixels, where ties happen.
            let (steps, unit) = if round % 2 == 0 {
                (80, 0.5)
            } else {
                (10_240, 1.0 / 256.0)
            };
            let corners =
                std::array::from_fn(|_| std::array::from_fn(|_| next(steps) as f32 * unit));
            assert_eq!(covered(corners), covered_slowly(corners), "{corners:?}");
        }
    }

    #[test]
    fn two_triangles_of_a_rectangle_meet_without_gap_or_overlap() {
        let (l, t, r, b) = (2.5, 3.5, 17.5, 9.5);
        let mut all = covered([[l, t], [r, t], [l, b]]);
        all.extend(covered([[l, b], [r, t], [r, b]]));
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(count, all.len(), "painted twice");
        assert_eq!(count, 15 * 6);
    }

    #[test]
    fn nothing_beyond_the_clip_and_nothing_infinite() {
        let big = covered([[-100.0, -100.0], [500.0, -100.0], [-100.0, 500.0]]);
        assert_eq!(big.len(), 1600);
        assert!(covered([[f32::NAN, 0.0], [9.0, 0.0], [0.0, 9.0]]).is_empty());
        assert!(covered([[f32::INFINITY, 0.0], [9.0, 0.0], [0.0, 9.0]]).is_empty());
    }

    #[test]
    fn values_run_straight_across() {
        let corners = [[0.0, 0.0], [10.0, 0.0], [0.0, 20.0]];
        let attributes = Attributes::new(corners, [[0.0, 1.0], [10.0, 1.0], [0.0, 3.0]]);
        let [x, y] = attributes.at(3, 5);
        assert!((x - 3.5).abs() < 1e-4);
        assert!((y - (1.0 + 2.0 * 5.5 / 20.0)).abs() < 1e-4);
    }
}
