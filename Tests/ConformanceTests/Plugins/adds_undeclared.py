#!/usr/bin/env python3
from sound import Sound


class AddsUndeclared(Sound):
    adds = ["themes"]


AddsUndeclared().run()
