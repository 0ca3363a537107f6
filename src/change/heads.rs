//! The heads of a register: the changes that nothing overrides (FILE.md §1 rule 6).

use smallvec::SmallVec;

/// The targets of each change of a register among the changes of the same register.
pub type Edges = Vec<SmallVec<[u32; 1]>>;

/// The heads among `edges.len()` changes, where `edges[i]` lists the changes that `i` is over.
///
/// A change that no head leads to, and from which a cycle is reachable, overrides nothing: only
/// damaged or hostile records make cycles, and what they name must not vanish. Linear in the number
/// of changes and edges.
#[must_use]
pub fn heads(edges: &Edges) -> Vec<u32> {
    let n = edges.len();
    let mut named_by = vec![0u32; n];
    for targets in edges {
        for t in targets {
            named_by[*t as usize] += 1;
        }
    }
    // What a head leads to.
    let mut led_to = vec![false; n];
    let mut stack: Vec<u32> = Vec::new();
    for (i, count) in named_by.iter().enumerate() {
        if *count == 0 {
            led_to[i] = true;
            stack.push(i as u32);
        }
    }
    while let Some(i) = stack.pop() {
        for t in &edges[i as usize] {
            if !std::mem::replace(&mut led_to[*t as usize], true) {
                stack.push(*t);
            }
        }
    }
    if led_to.iter().all(|l| *l) {
        return (0..n as u32)
            .filter(|i| named_by[*i as usize] == 0)
            .collect();
    }
    // From which a cycle is reachable: what remains when changes without targets are taken away,
    // again and again (Kahn).
    let mut open: Vec<usize> = edges.iter().map(SmallVec::len).collect();
    let mut sources: Vec<Vec<u32>> = vec![Vec::new(); n];
    for (i, targets) in edges.iter().enumerate() {
        for t in targets {
            sources[*t as usize].push(i as u32);
        }
    }
    let mut free: Vec<u32> = (0..n as u32).filter(|i| open[*i as usize] == 0).collect();
    let mut cyclic = vec![true; n];
    while let Some(i) = free.pop() {
        cyclic[i as usize] = false;
        for s in &sources[i as usize] {
            open[*s as usize] -= 1;
            if open[*s as usize] == 0 {
                free.push(*s);
            }
        }
    }
    let mut overridden = vec![false; n];
    for (i, targets) in edges.iter().enumerate() {
        if led_to[i] || !cyclic[i] {
            for t in targets {
                overridden[*t as usize] = true;
            }
        }
    }
    (0..n as u32).filter(|i| !overridden[*i as usize]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(edges: &[&[u32]]) -> Vec<u32> {
        heads(&edges.iter().map(|t| t.iter().copied().collect()).collect())
    }

    #[test]
    fn a_chain_has_one_head_and_a_fork_two() {
        assert_eq!(of(&[&[], &[0], &[1]]), [2]);
        assert_eq!(of(&[&[], &[0], &[0]]), [1, 2]);
        assert_eq!(of(&[&[], &[0], &[0], &[1, 2]]), [3]);
    }

    #[test]
    fn a_cycle_that_nothing_leads_to_overrides_nothing() {
        // 0 and 1 name each other, and 1 names 2: all three stay.
        assert_eq!(of(&[&[1], &[0, 2], &[]]), [0, 1, 2]);
        // A change that names itself is not so recorded here; a cycle of three likewise stays.
        assert_eq!(of(&[&[1], &[2], &[0]]), [0, 1, 2]);
    }

    #[test]
    fn a_head_that_leads_to_a_cycle_settles_it() {
        // 3 is over 0, which is in a cycle with 1: 3 alone is the head.
        assert_eq!(of(&[&[1], &[0], &[], &[0, 2]]), [3]);
    }

    #[test]
    fn what_lies_behind_a_cycle_without_one_of_its_own_still_overrides() {
        // 0 and 1 in a cycle; 0 names 2; 2 names 3. From 2 no cycle is reachable: 3 is overridden.
        assert_eq!(of(&[&[1, 2], &[0], &[3], &[]]), [0, 1, 2]);
    }
}
