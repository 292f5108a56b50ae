LABELS = ("refund", "shipping")
