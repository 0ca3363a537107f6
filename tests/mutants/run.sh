#!/usr/bin/env bash
# Runs each mutant of the merging rules and sees it die: `tests/mutants/run.sh [NAME…]`.
# `tests/mutants/run.sh --window` runs those in `window/` instead, which need the whole program: minutes.
#
# A mutant is a small patch that breaks one rule of the history (FILE.md §1, §7). The layers that the rules
# live in are copied beside the repository, without window and report, so that each builds in seconds; the
# tests that prove the rules must pass there as they stand, and fail with each patch. The last lines say
# which mutants survived; the exit code is their number.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
place=${MUTANTS_DIR:-$(mktemp -d)}
export CARGO_TARGET_DIR=${MUTANTS_TARGET:-$place/target}
layers="change codec insight merge model text"
# The quick ones first: most mutants die there. `MUTANTS_TESTS=proofs` asks for those that die in random histories.
tests=${MUTANTS_TESTS:-merging change_engine compaction proofs histories}

# The first test that failed, as the output tells.
failed() {
    sed -nE 's/^---- (.*) stdout ----$/\1/p; s/^test (.*) \.\.\. FAILED$/\1/p' "$place/output" | sort -u | head -1
}

if [ "${1:-}" = --window ]; then
    survived=0
    for patch in "$here"/window/*.patch; do
        name=$(basename "$patch" .patch)
        rm -rf "$place/whole"
        mkdir -p "$place/whole"
        cp -r "$root/src" "$root/tests" "$root/assets" "$root/Cargo.toml" "$root/Cargo.lock" "$place/whole/"
        if ! patch -s -p1 -d "$place/whole" <"$patch"; then
            echo "$name: the patch does not fit any more"
        elif ! (cd "$place/whole" && cargo test --quiet --test receiving --no-run) >"$place/output" 2>&1; then
            echo "$name: does not build"
        elif (cd "$place/whole" && cargo test --quiet --test receiving) >"$place/output" 2>&1; then
            echo "$name: SURVIVED"
        else
            echo "$name: died in receiving: $(failed)"
            continue
        fi
        survived=$((survived + 1))
    done
    exit "$survived"
fi

rm -rf "$place/crate"
mkdir -p "$place/crate/src" "$place/crate/tests" "$place/crate/assets"
cd "$place/crate" || exit 99
fresh() {
    rm -rf src tests
    mkdir -p src tests
    for layer in $layers; do cp -r "$root/src/$layer" src/; done
    rm -rf src/text/strings
    sed -i '/^pub mod strings;$/d' src/text/mod.rs
    for layer in $layers; do echo "pub mod $layer;"; done >src/lib.rs
    for test in $tests; do cp "$root/tests/$test.rs" tests/; done
    cp -r "$root/tests/support" "$root/tests/fixtures" tests/
}
fresh
cp -r "$root/assets/programmes" assets/
[ -d "$root/assets/schema" ] && cp -r "$root/assets/schema" assets/
cp "$root/Cargo.lock" .
# The dependencies of these layers; those of window, files and reports are left out.
heavy='arboard|calamine|csv|directories|eframe|env_logger|getrandom|lexopt|log|png|rfd|rust_xlsxwriter|tempfile|wgpu|zip'
{
    printf '[package]\nname = "dong-hanh"\nversion = "0.0.0"\nedition = "2024"\n[lib]\nname = "dong_hanh"\n[dependencies]\n'
    sed -n '/^\[dependencies\]/,/^\[/p' "$root/Cargo.toml" | grep -E '^[a-z]' | grep -vE "^($heavy) ="
    printf '[dev-dependencies]\n'
    grep -E '^(proptest) =' "$root/Cargo.toml"
    printf '[profile.dev]\ndebug = false\n[profile.dev.package."*"]\nopt-level = 1\n[workspace]\n'
} >Cargo.toml

# Fails with the first test program that fails; `killer` names it.
run() {
    for killer in $tests; do
        cargo test --quiet --test "$killer" >"$place/output" 2>&1 || return 1
    done
}

echo "as it stands: $tests"
if ! run; then
    cat "$place/output"
    echo "the tests fail without any mutant"
    exit 98
fi
survived=""
count=0
for patch in "$here"/*.patch; do
    name=$(basename "$patch" .patch)
    if [ $# -gt 0 ] && [[ " $* " != *" $name "* ]]; then continue; fi
    fresh
    if ! git apply --unsafe-paths --directory="$place/crate" "$patch" 2>"$place/output" &&
        ! patch -s -p1 <"$patch"; then
        echo "$name: the patch does not fit any more"
        survived="$survived $name"
        continue
    fi
    count=$((count + 1))
    if ! cargo build --quiet --lib >"$place/output" 2>&1; then
        echo "$name: does not build"
        survived="$survived $name"
        continue
    fi
    if run; then
        echo "$name: SURVIVED"
        survived="$survived $name"
    else
        echo "$name: died in $killer: $(failed)"
    fi
done
echo "$count mutants, $(echo $survived | wc -w) survived:${survived:- none}"
exit "$(echo $survived | wc -w)"
