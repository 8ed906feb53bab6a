as its name tells
