using System.Globalization;
using System.Text.Json;
using Baseline.Json;

namespace Baseline.Azure;

/// <summary>
/// A member of a body that verdicts rest on, with the kind of value that Azure gives it. Read as if it were not there, a value of another
/// kind would look like a resource that was never configured. What Azure leaves out or sets to null is as it should be.
/// </summary>
internal sealed class ExpectedMember
{
    private readonly string _name;
    private readonly JsonValueKind _kind;
    private readonly JsonValueKind? _items;
    private readonly IReadOnlyList<ExpectedMember> _members;

    private ExpectedMember(string name, JsonValueKind kind, IReadOnlyList<ExpectedMember> members, JsonValueKind? items = null) =>
        (_name, _kind, _members, _items) = (name, kind, members, items);

    /// <summary>An object, and what is expected in it.</summary>
    public static ExpectedMember Object(string name, params IReadOnlyList<ExpectedMember> members) =>
        new(name, JsonValueKind.Object, members);

    /// <summary>A list of objects, and what is expected in each.</summary>
    public static ExpectedMember Objects(string name, params IReadOnlyList<ExpectedMember> members) =>
        new(name, JsonValueKind.Array, members, JsonValueKind.Object);

    /// <summary>A list of texts.</summary>
    public static ExpectedMember Texts(string name) => new(name, JsonValueKind.Array, [], JsonValueKind.String);

    /// <summary>Texts.</summary>
    public static IEnumerable<ExpectedMember> Text(params IReadOnlyList<string> names) => Each(names, JsonValueKind.String);

    /// <summary>Whole numbers or others.</summary>
    public static IEnumerable<ExpectedMember> Number(params IReadOnlyList<string> names) => Each(names, JsonValueKind.Number);

    /// <summary>What is true or false.</summary>
    public static IEnumerable<ExpectedMember> Flag(params IReadOnlyList<string> names) => Each(names, JsonValueKind.True);

    /// <summary>What of an object is of another kind, as the end of a sentence that begins with its path; null where nothing is.</summary>
    /// <param name="holder">The object that it is a member of.</param>
    /// <param name="path">The path of that object, with a dot behind it; empty for a body.</param>
    public string? WhyNot(JsonElement holder, string path = "")
    {
        var value = holder.At(_name);
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return null;
        }

        var here = path + _name;
        return !IsOf(value, _kind) ? $"{here} is {NounOf(value.ValueKind)} where Azure has {NounOf(_kind)}"
            : _items is { } items ? value.EnumerateArray().Index().Select(item => WhyNotItem(item, items, here)).FirstOrDefault(IsWrong)
            : WhyNotMembers(value, here);
    }

    private string? WhyNotItem((int Index, JsonElement Item) one, JsonValueKind kind, string path)
    {
        var here = string.Create(CultureInfo.InvariantCulture, $"{path}[{one.Index}]");
        return one.Item.ValueKind == JsonValueKind.Null ? null
            : IsOf(one.Item, kind) ? WhyNotMembers(one.Item, here)
            : $"{here} is {NounOf(one.Item.ValueKind)} where Azure has {NounOf(kind)}";
    }

    private string? WhyNotMembers(JsonElement value, string path) =>
        _members.Select(member => member.WhyNot(value, $"{path}.")).FirstOrDefault(IsWrong);

    private static bool IsWrong(string? why) => why is not null;

    private static IEnumerable<ExpectedMember> Each(IReadOnlyList<string> names, JsonValueKind kind) =>
        names.Select(name => new ExpectedMember(name, kind, []));

    private static bool IsOf(JsonElement value, JsonValueKind kind) =>
        value.ValueKind == kind || (kind == JsonValueKind.True && value.ValueKind == JsonValueKind.False);

    private static string NounOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Null or JsonValueKind.Undefined => "nothing",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of JSON value."),
    };
}
