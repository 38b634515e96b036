using System.Globalization;
using System.Text.Json;

namespace Baseline.Json;

/// <summary>
/// A value of a JSON file and the way to it. Reading a member that is missing or of the wrong type reports it and gives
/// an empty value, so that one pass finds everything that is wrong.
/// </summary>
/// <param name="file">The file, which gathers what is wrong.</param>
/// <param name="element">The value.</param>
/// <param name="parent">What it is a member or an item of; null for the outermost object.</param>
/// <param name="name">Its name in an object; null in an array.</param>
/// <param name="index">Its place in an array, from 0.</param>
internal sealed class FileValue(
    JsonFile file, JsonElement element, FileValue? parent = null, string? name = null, int index = 0)
{
    /// <summary>The value.</summary>
    public JsonElement Element => element;

    /// <summary>The way to it, such as <c>resources[3].id</c>; empty for the outermost object.</summary>
    public string Path => parent is null ? "" : PathOf(parent.Path, name ?? $"[{index}]");

    /// <summary>A member that must be an object; null when it is not.</summary>
    public FileValue? Object(string member) => Required(member, JsonValueKind.Object, "an object");

    /// <summary>A member that is an object, or is missing or null.</summary>
    public FileValue? OptionalObject(string member) => IsGiven(member) ? Object(member) : null;

    /// <summary>The items of a member that must be an array of objects; what is not an object is reported.</summary>
    public IEnumerable<FileValue> Objects(string member) =>
        Items(member).Where(item => item.IsOf(JsonValueKind.Object, "an object"));

    /// <summary>As <see cref="Objects"/>, of a member that may be missing or null.</summary>
    public IEnumerable<FileValue> OptionalObjects(string member) => IsGiven(member) ? Objects(member) : [];

    /// <summary>The texts of a member that must be an array of texts.</summary>
    public IReadOnlyList<string> Texts(string member) =>
        [.. Items(member).Where(item => item.IsOf(JsonValueKind.String, "a text")).Select(item => item.Element.GetString() ?? "")];

    /// <summary>As <see cref="Texts"/>, of a member that may be missing or null.</summary>
    public IReadOnlyList<string> OptionalTexts(string member) => IsGiven(member) ? Texts(member) : [];

    /// <summary>The text of a member that must be one; empty when it is not.</summary>
    public string Text(string member) => OptionalTextOf(Required(member, JsonValueKind.String, "a text")) ?? "";

    /// <summary>The text of a member that may be missing or null.</summary>
    public string? OptionalText(string member) => IsGiven(member) ? Text(member) : null;

    /// <summary>A whole number that must be there; 0 when it is not.</summary>
    public int Number(string member)
    {
        var value = Required(member, JsonValueKind.Number, "a whole number");
        if (value is null || value.Element.TryGetInt32(out var number))
        {
            return value?.Element.GetInt32() ?? 0;
        }

        value.ReportType("a whole number");
        return 0;
    }

    /// <summary>A truth value that may be missing: then it is false.</summary>
    public bool Flag(string member)
    {
        if (!IsGiven(member))
        {
            return false;
        }

        var value = Of(member);
        if (value.Element.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            value.ReportType("true or false");
        }

        return value.Element.ValueKind == JsonValueKind.True;
    }

    /// <summary>A point in time that may be missing or null; it must say how far it is from UTC.</summary>
    public DateTimeOffset? OptionalTime(string member, string code)
    {
        if (OptionalText(member) is not { Length: > 0 } text)
        {
            return null;
        }

        if (Instant.TryParse(text, out var time))
        {
            return time;
        }

        Of(member).Report(
            code, "Not a time", $"\"{text}\" is not a time with its distance from UTC.", "Write it like 2026-11-22T09:00:00Z.");
        return null;
    }

    /// <summary>A member as it stands; an undefined element when it is missing.</summary>
    public FileValue Of(string member) =>
        new(file, element.TryGetProperty(member, out var value) ? value : default, this, member);

    /// <summary>Whether a member is there and not null.</summary>
    public bool IsGiven(string member) => Of(member).Element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>Reports what is wrong with this value; where it is missing, with the object that should hold it.</summary>
    public void Report(string code, string summary, string detail, string? fix = null)
    {
        var place = element.ValueKind == JsonValueKind.Undefined ? parent?.Element ?? default : element;
        file.Report(place, code, summary, Path.Length == 0 ? detail : $"At {Path}: {detail}", fix);
    }

    /// <summary>
    /// Checks <c>formatVersion</c>: another major version can't be read, and of a newer minor one what is unknown is ignored.
    /// </summary>
    public bool HasReadableVersion(string current)
    {
        var text = Text("formatVersion");
        var wanted = Version.Parse(current);
        var value = Of("formatVersion");
        if (value.Element.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        if (!Version.TryParse(text, out var version) || version.Build >= 0)
        {
            value.Report(
                file.Codes.Version, "Unsupported format version", $"\"{text}\" is not a version of two numbers.", $"Write \"{current}\".");
        }
        else if (version.Major != wanted.Major)
        {
            value.Report(
                file.Codes.Version,
                "Unsupported format version",
                $"{file.Codes.Noun} of format {text} can't be read by this version of baseline, which reads {wanted.Major}.x.",
                $"Make the file with a version of baseline that writes {wanted.Major}.x, or use the version that made it.");
        }
        else if (version.Minor > wanted.Minor)
        {
            file.Warn(
                value.Element,
                file.Codes.NewerVersion,
                "Newer format version",
                $"The file is of format {text}, and this version of baseline knows {current}: what is new in it is ignored.");
        }

        return version?.Major == wanted.Major && version.Build < 0;
    }

    private static string PathOf(string above, string step) => step[0] == '[' || above.Length == 0 ? above + step : $"{above}.{step}";

    private static string? OptionalTextOf(FileValue? value) => value?.Element.GetString();

    private IEnumerable<FileValue> Items(string member)
    {
        if (Required(member, JsonValueKind.Array, "a list") is not { } array)
        {
            yield break;
        }

        var at = 0;
        foreach (var item in array.Element.EnumerateArray())
        {
            yield return new FileValue(file, item, array, index: at++);
        }
    }

    internal FileValue? Required(string member, JsonValueKind kind, string wanted)
    {
        var value = Of(member);
        if (value.Element.ValueKind != JsonValueKind.Undefined)
        {
            return value.IsOf(kind, wanted) ? value : null;
        }

        value.Report(file.Codes.Missing, "Missing member", $"\"{member}\" is missing; it must be {wanted}.", $"Add \"{member}\".");
        return null;
    }

    private bool IsOf(JsonValueKind kind, string wanted)
    {
        if (element.ValueKind == kind)
        {
            return true;
        }

        ReportType(wanted);
        return false;
    }

    private void ReportType(string wanted) =>
        Report(file.Codes.WrongType, "Value of the wrong type", $"This must be {wanted}, and is {Found()}.");

    private string Found() => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => string.Create(CultureInfo.InvariantCulture, $"the number {element.GetRawText()}"),
        JsonValueKind.True or JsonValueKind.False => element.GetRawText(),
        JsonValueKind.Null => "null",
        JsonValueKind.Undefined => "missing",
        _ => throw new ArgumentOutOfRangeException(nameof(element), element.ValueKind, "Not a kind of JSON value."),
    };
}
