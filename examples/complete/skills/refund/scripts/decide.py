import sys

print(f"Order {sys.argv[1]} can be refunded within 30 days.")
