using Baseline.Azure;

namespace Baseline.Selecting;

/// <summary>One condition on what belongs to a part, such as <c>subscription=Payments</c>. Letter case does not matter.</summary>
/// <param name="Kind">By what.</param>
/// <param name="Value">A name or pattern, in which <c>*</c> stands for any text; the id of a control, which takes none.</param>
public sealed record Selector(SelectorKind Kind, string Value)
{
    private const string SubscriptionPrefix = "/subscriptions/";

    /// <summary>The kinds as they are written, in the order in which parts are described.</summary>
    public static IReadOnlyList<(string Name, SelectorKind Kind)> Kinds { get; } =
    [
        ("subscription", SelectorKind.Subscription),
        ("control", SelectorKind.Control),
        ("resourceGroup", SelectorKind.ResourceGroup),
        ("resource", SelectorKind.Resource),
        ("type", SelectorKind.Type),
        ("tag", SelectorKind.Tag),
    ];

    /// <summary>The kind as it is written.</summary>
    public string KindName => Kinds.First(kind => kind.Kind == Kind).Name;

    /// <summary>The kind of a name; null where there is none.</summary>
    public static SelectorKind? KindOf(string name) => Kinds
        .Where(kind => kind.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(kind => (SelectorKind?)kind.Kind)
        .FirstOrDefault();

    /// <summary>A condition as it is written, such as <c>tag=env=prod</c>; null where a text is none.</summary>
    public static Selector? Parse(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is var at and > 0 && at < text.Length - 1 && KindOf(text[..at]) is { } kind
            ? new Selector(kind, text[(at + 1)..])
            : null;

    /// <summary>Whether a subscription is meant; only for that kind.</summary>
    /// <param name="guid">Its GUID.</param>
    /// <param name="name">Its display name; empty where unknown.</param>
    public bool MatchesSubscription(string guid, string name)
    {
        var wanted = Value.StartsWith(SubscriptionPrefix, StringComparison.OrdinalIgnoreCase) ? Value[SubscriptionPrefix.Length..] : Value;
        return ResourcePattern.MatchesSegment(wanted, guid) || (name.Length > 0 && ResourcePattern.MatchesSegment(wanted, name));
    }

    /// <summary>Whether something satisfies the condition.</summary>
    public bool Matches(Subject subject) => Kind switch
    {
        SelectorKind.Subscription =>
            subject.Resource.SubscriptionId is { } guid && MatchesSubscription(guid, subject.Subscription),
        SelectorKind.Control => Value.Equals(subject.Control, StringComparison.OrdinalIgnoreCase),
        SelectorKind.ResourceGroup =>
            subject.Resource.ResourceGroup is { } group && ResourcePattern.MatchesSegment(Value, group),
        SelectorKind.Resource => ResourceNames.Matches(Value, subject.Resource)
            || (Value.Contains('/', StringComparison.Ordinal) && new ResourcePattern(Value).Matches(subject.Resource)),
        SelectorKind.Type => ResourcePattern.MatchesSegment(Value, subject.Resource.Type),
        SelectorKind.Tag => subject.Tags.Any(MatchesTag),
        _ => throw new ArgumentOutOfRangeException(nameof(subject), Kind, "Not a kind of selector."),
    };

    /// <inheritdoc/>
    public override string ToString() => $"{KindName}={Value}";

    /// <summary>A name alone asks for the tag, whatever it says.</summary>
    private bool MatchesTag(KeyValuePair<string, string> tag)
    {
        var at = Value.IndexOf('=', StringComparison.Ordinal);
        return ResourcePattern.MatchesSegment(at < 0 ? Value : Value[..at], tag.Key)
            && (at < 0 || ResourcePattern.MatchesSegment(Value[(at + 1)..], tag.Value));
    }
}
