"""Answers what Jinja itself makes of templates: one JSON object per line in, one per line out, in the same order.

In:  {"source": template, "free": names that the parser under test says the caller has to give}
Out: {"verdict": "accepted" | "rejected" | "crashed", "error": why not,
      "undeclared": the names of jinja2.meta.find_undeclared_variables, or null when that function crashes,
      "touched": those of `undeclared` less `free` that a rendering did read from the caller's values}

The last one decides who is right where the two sets differ: the template is rendered several times with values that notice
every use of them, the other names being given values that take every branch in turn.
"""

import json
import random
import signal
import sys

try:
    from jinja2 import Environment, FunctionLoader, TemplateSyntaxError, meta
except ImportError:
    sys.exit(3)

RENDERINGS = 12
SECONDS = 2


class Touched(BaseException):
    """Raised by the first use of a value that should not be used."""


def raise_touched(name):
    def method(self, *args, **kwargs):
        raise Touched(object.__getattribute__(self, "name"))

    method.__name__ = name
    return method


SPECIAL = """str repr html bool len iter next call getitem contains add radd sub rsub mul rmul truediv rtruediv floordiv
rfloordiv mod rmod pow rpow neg pos eq ne lt le gt ge hash index int float getattribute format""".split()

Trap = type("Trap", (), {f"__{name}__": raise_touched(name) for name in SPECIAL})


def trap(name):
    value = object.__new__(Trap)
    object.__setattr__(value, "name", name)
    return value


def notice(*values):
    for value in values:
        if type(value) is Trap:
            raise Touched(object.__getattribute__(value, "name"))


class Anything:
    """A value that every expression can work with and that is true about every other time."""

    def __init__(self, chance):
        self.chance = chance

    def __call__(self, *args, **kwargs):
        notice(*args, *kwargs.values())
        return self

    def __getitem__(self, key):
        notice(key)
        return self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __bool__(self):
        return self.chance.random() < 0.5

    def __iter__(self):
        return iter([self, self] if self.chance.random() < 0.7 else [])

    def keys(self):
        return []

    def __len__(self):
        return 2

    def __str__(self):
        return "v"

    def __contains__(self, other):
        notice(other)
        return self.chance.random() < 0.5

    def other(self, other=None, *more):
        notice(other)
        return self

    def compare(self, other):
        notice(other)
        return self.chance.random() < 0.5

    __hash__ = object.__hash__
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = compare
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __mod__ = __rmod__ = other
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __pow__ = __rpow__ = __neg__ = __pos__ = other


class Permissive(dict):
    """Filters or tests, whatever their names: which exist is for the host to say."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def __missing__(self, name):
        return self.function

    def __contains__(self, name):
        return True

    def get(self, name, default=None):
        return self.function


def identity(value=None, *args, **kwargs):
    notice(value, *args, *kwargs.values())
    return value


def truth(value=None, *args, **kwargs):
    notice(value, *args, *kwargs.values())
    return chance.random() < 0.5


PARENT = "{% block a %}{% endblock %}{% block b %}{% endblock %}{% block c %}{% endblock %}"

chance = random.Random(1)
environment = Environment(
    extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols", "jinja2.ext.i18n"], loader=FunctionLoader(lambda name: PARENT)
)
# Names of the extension i18n are globals once translations are installed, as they are where it is used.
environment.install_null_translations()
environment.filters = Permissive(identity)
environment.tests = Permissive(truth)


def judge(source):
    try:
        compile(environment.compile(source, raw=True), "<template>", "exec")
        return "accepted", None
    except (TemplateSyntaxError, SyntaxError) as error:
        return "rejected", f"{type(error).__name__}: {error}"
    except Exception as error:
        return "crashed", f"{type(error).__name__}: {error}"


def touched_names(source, names, others):
    found = set()
    for seed in range(RENDERINGS):
        chance.seed(seed)
        context = {name: Anything(chance) for name in others}
        context.update({name: trap(name) for name in names})
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        try:
            environment.from_string(source).render(context)
        except Touched as touch:
            found.add(str(touch))
        except Exception:
            pass
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    return sorted(found)


def give_up(signal_number, frame):
    raise TimeoutError


def answer(request):
    source = request["source"]
    verdict, error = judge(source)
    undeclared, touched = None, []
    if verdict == "accepted":
        try:
            undeclared = sorted(meta.find_undeclared_variables(environment.parse(source)))
        except Exception as failure:
            error = f"{type(failure).__name__}: {failure}"
    if undeclared is not None:
        extra = [name for name in undeclared if name not in request["free"]]
        if extra:
            touched = touched_names(source, extra, request["free"])
    return {"verdict": verdict, "error": error, "undeclared": undeclared, "touched": touched}


signal.signal(signal.SIGALRM, give_up)
for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))))
