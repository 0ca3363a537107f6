use dong_hanh as _;
fn main() {}
