//! The texts of this area of the window.

crate::strings! {
    /// The texts of this area.
    Overview {
        title: "Tổng quan", "Overview";
    }
}
