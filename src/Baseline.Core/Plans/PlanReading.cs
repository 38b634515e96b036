using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Json;

namespace Baseline.Plans;

/// <summary>Turns the members of a plan file into a plan; what is wrong is reported, and an empty value goes in its place.</summary>
internal static class PlanReading
{
    /// <summary>The cure of every broken plan.</summary>
    public const string MakeAgain = "Make the plan again with `baseline plan --out`.";

    private const string NotAnId = "BL4007";
    private const string NotATime = "BL4008";
    private const string States = "compliant, noncompliant, notApplicable, exempt or unknown";
    private const string Origins = "document or drift";

    /// <summary>The codes for what is wrong with the shape of the file.</summary>
    public static readonly JsonFileCodes Codes = new(
        "A plan file", "BL4001", "BL4002", "BL4003", "BL4004", "BL4005", "BL4006");

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");
    private static readonly ResourceId NoResource = ResourceId.Subscription(Guid.Empty.ToString("D"));

    /// <summary>Whether a text is <c>sha256:</c> and 64 hexadecimal digits in lower case.</summary>
    public static bool IsDigest(string text) =>
        text.Length == 71
        && text.StartsWith("sha256:", StringComparison.Ordinal)
        && text.AsSpan(7).IndexOfAnyExcept(HexDigits) < 0;

    /// <summary>The plan.</summary>
    public static Plan Plan(FileValue root)
    {
        var baseline = root.Object("baseline");
        var estate = root.Object("estate");
        return new Plan
        {
            Baseline = new PlanBaseline(baseline?.Text("name") ?? "", baseline?.Text("digest") ?? ""),
            Estate = new PlanEstate(estate?.Text("source") ?? "", estate?.OptionalTime("capturedAt", NotATime))
            {
                Subscriptions = SubscriptionNames(estate?.OptionalObject("subscriptions")),
                Cloud = estate?.OptionalText("cloud"),
            },
            Against = root.OptionalObject("against") is { } against ? Against(against) : null,
            Part = root.OptionalObject("part") is { } part ? PlanPartJson.Read(part) : null,
            Judged = root.Object("summary")?.Number("judged") ?? 0,
            NotInScope = root.OptionalTexts("notInScope"),
            Findings = [.. root.Objects("findings").Select(Finding)],
            Changes = [.. root.Objects("changes").Select(Change)],
            Notices = [.. root.Objects("warnings").Select(Notice)],
            Exceeded = [.. root.Objects("exceeded").Select(Exceeded)],
        };
    }

    private static Dictionary<string, string> SubscriptionNames(FileValue? names)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in names?.Element.EnumerateObject() ?? default)
        {
            result[member.Name.ToLowerInvariant()] = names?.Text(member.Name) ?? "";
        }

        return result;
    }

    private static Finding Finding(FileValue item) =>
        new(item.Text("control"), Resource(item), State(item), item.Text("reason"))
        {
            Obstacles = Obstacles(item),
            Changes = item.Texts("changes"),
            Details = [.. item.OptionalObjects("details").Select(Detail)],
            Exemption = item.OptionalObject("exemption") is { } exemption ? Exemption(exemption) : null,
            Incomplete = item.Flag("incomplete"),
            Origin = OptionalWord(item, "origin", PlanWords.OriginOf, Origins),
        };

    private static IReadOnlyList<Obstacle> Obstacles(FileValue item)
    {
        IReadOnlyList<Obstacle> listed = [.. item.OptionalObjects("obstacles").Select(Obstacle)];

        // Releases up to 0.1.0 wrote the text alone. It is read in any case, so that a value of another type is refused.
        return item.OptionalText("blocked") is { } text && listed.Count == 0
            ? [new Obstacle("BL2100", text.TrimEnd('.'), "")]
            : listed;
    }

    private static Obstacle Obstacle(FileValue item) =>
        new(item.Text("code"), item.Text("what"), item.Text("fix"), item.Flag("incomplete"));

    private static DocumentComparison Against(FileValue item) => new(
        item.Text("document"), item.Text("digest"), [.. item.Objects("verdicts").Select(Shift)]);

    private static VerdictShift Shift(FileValue item) => new(
        item.Text("control"),
        Resource(item),
        OptionalWord(item, "before", PlanWords.StateOf, States),
        OptionalWord(item, "after", PlanWords.StateOf, States))
    {
        Ended = item.OptionalObject("exemption") is { } exemption ? Exemption(exemption) : null,
    };

    private static FindingDetail Detail(FileValue item) => new(Resource(item), State(item), item.Text("reason"))
    {
        Operation = item.OptionalText("operation"),
        Key = item.OptionalText("key"),
        Exemption = item.OptionalObject("exemption") is { } exemption ? Exemption(exemption) : null,
    };

    private static FindingExemption Exemption(FileValue item) =>
        new(item.Text("reason"), item.Text("owner"), Day(item, "expires"), item.Number("daysLeft"));

    private static Change Change(FileValue item) => new()
    {
        Id = item.Text("id"),
        Action = Word(item, "action", PlanWords.ActionOf, "create, update or delete"),
        Resource = item.Id("resource", NotAnId) is null ? "" : item.Text("resource"),
        Type = item.Text("type"),
        ApiVersion = item.Text("apiVersion"),
        Method = Method(item),
        Body = Body(item),
        Properties = [.. item.Objects("properties").Select(Property)],
        DependsOn = item.Texts("dependsOn"),
        Because = [.. item.Objects("because").Select(Cause)],
        Precondition = Precondition(item),
        Irreversible = Irreversible(item),
        Origin = OptionalWord(item, "origin", PlanWords.OriginOf, Origins),
    };

    private static PropertyChange Property(FileValue item) =>
        new(item.Text("path"), item.Of("before").Element, item.Of("after").Element);

    private static Cause Cause(FileValue item) =>
        new(item.Text("control"), item.Text("resource"), item.OptionalText("account"));

    private static Notice Notice(FileValue item) =>
        new(item.Text("code"), item.Text("control"), item.Text("resource"), item.Text("message"), IsWarning(item))
        {
            Fix = item.IsGiven("fix") ? item.Text("fix") : "",
            Expired = item.OptionalObject("exemption") is { } expired ? Exemption(expired) : null,
        };

    private static ExceededLimit Exceeded(FileValue item) =>
        new(item.Text("limit"), item.Number("allowed"), item.Number("planned"))
        {
            Percent = item.IsGiven("percent") ? item.Number("percent") : null,
            Judged = item.IsGiven("judged") ? item.Number("judged") : null,
        };

    private static ResourceId Resource(FileValue item) => item.Id("resource", NotAnId) ?? NoResource;

    private static ComplianceState State(FileValue item) => Word(item, "state", PlanWords.StateOf, States);

    private static bool IsWarning(FileValue item) =>
        Word<bool>(item, "severity", word => word is "warning" or "info" ? word == "warning" : null, "warning or info");

    private static string Method(FileValue item)
    {
        Word<bool>(item, "method", word => word is "PUT" or "PATCH" or "DELETE" or "POST" ? true : null, "PUT, PATCH, DELETE or POST");
        return item.Of("method").Element is { ValueKind: JsonValueKind.String } method ? method.GetString() ?? "" : "";
    }

    /// <summary>A body is an object; null for DELETE, and for an action that has none.</summary>
    private static JsonElement Body(FileValue item)
    {
        var body = item.Of("body");
        var method = item.Of("method").Element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        if (method == "POST" && body.Element.ValueKind == JsonValueKind.Null)
        {
            return default;
        }

        if (body.Element.ValueKind == JsonValueKind.Undefined || method != "DELETE")
        {
            item.Object("body");
            return body.Element;
        }

        if (body.Element.ValueKind != JsonValueKind.Null)
        {
            body.Report("BL4016", "Body of a deletion", "A change by DELETE sends no body; this must be null.", MakeAgain);
        }

        return default;
    }

    private static string Precondition(FileValue item)
    {
        var text = item.Text("precondition");
        if (item.Of("precondition").Element.ValueKind == JsonValueKind.String && !IsDigest(text))
        {
            item.Of("precondition").Report(
                "BL4010", "Not a digest", $"\"{text}\" is not sha256: and 64 hexadecimal digits in lower case.", MakeAgain);
        }

        return text;
    }

    private static bool Irreversible(FileValue item)
    {
        if (item.Of("irreversible").Element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            item.Report(Codes.Missing, "Missing member", "\"irreversible\" is missing; it must be true or false.", MakeAgain);
        }

        return item.Flag("irreversible");
    }

    private static DateOnly Day(FileValue item, string member)
    {
        var text = item.Text(member);
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && text.Length > 0)
        {
            item.Of(member).Report(NotATime, "Not a date", $"\"{text}\" is not a date.", "Write it like 2027-01-31.");
        }

        return day;
    }

    private static T? OptionalWord<T>(FileValue item, string member, Func<string, T?> meaning, string words)
        where T : struct =>
        item.OptionalText(member) is null ? null : Word(item, member, meaning, words);

    private static T Word<T>(FileValue item, string member, Func<string, T?> meaning, string words)
        where T : struct
    {
        var word = item.Text(member);
        if (meaning(word) is { } known)
        {
            return known;
        }

        if (item.Of(member).Element.ValueKind == JsonValueKind.String)
        {
            item.Of(member).Report("BL4009", "Unknown word", $"\"{word}\" is not one of {words}.", MakeAgain);
        }

        return default;
    }
}
