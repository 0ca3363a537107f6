//! The texts of this area of the window.

crate::strings! {
    /// The texts of this area.
    Budget {
        title: "Ngân sách", "Budget";
    }
}
