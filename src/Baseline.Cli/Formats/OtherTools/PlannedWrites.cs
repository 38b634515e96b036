using System.Globalization;
using Baseline.Azure;
using Baseline.Cli.Output;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Json;
using Baseline.Plans;

namespace Baseline.Cli.Formats.OtherTools;

/// <summary>The changes of a plan for other tools, in the order in which they are made.</summary>
internal sealed class PlannedWrites
{
    private static readonly ResourceId Nowhere = ResourceId.Parse("/providers/none");

    private readonly Dictionary<string, PlannedWrite> _byId;
    private readonly Dictionary<PlannedWrite, IReadOnlyList<ReferencedValue>> _references;
    private readonly ILookup<string, ReferencedValue> _wanted;

    /// <summary>The changes of a plan.</summary>
    public PlannedWrites(PlanView view)
    {
        var words = new ChangeWords(view, view.Addresses());
        Types = view.Types;
        All = [.. view.Plan.Changes.Select((change, index) => Of(change, index + 1, words, view.Types))];
        _byId = All.GroupBy(write => write.Change.Id).ToDictionary(same => same.Key, same => same.First());
        _references = All.ToDictionary(write => write, write => (IReadOnlyList<ReferencedValue>)[.. ReferencesOf(write).Distinct()]);
        _wanted = All.SelectMany(References).Select(value => value with { IsGuid = false }).Distinct().ToLookup(value => value.Change);
        Heading = $"{Quantity.Of(All.Count, "change")} that baseline plans for {Printable.Text(view.Plan.Baseline.Name)}";
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<PlannedWrite> All { get; }

    /// <summary>The types that the tool writes to.</summary>
    public ResourceTypes Types { get; }

    /// <summary>What a file says of itself first, without a full stop.</summary>
    public string Heading { get; }

    /// <summary>The changes that a change waits for.</summary>
    public IEnumerable<PlannedWrite> Needed(PlannedWrite write) =>
        write.Change.DependsOn.Select(id => _byId.GetValueOrDefault(id)).OfType<PlannedWrite>().Where(other => other != write);

    /// <summary>The change of an id.</summary>
    public PlannedWrite Find(string id) => _byId[id];

    /// <summary>A text of a change in pieces. What looks like a reference, but to no earlier change, is plain text.</summary>
    public IReadOnlyList<TextPiece> Pieces(string text, PlannedWrite write) =>
        [.. ChangeReference.Pieces(text).Select(piece =>
            piece.Reference is { } reference && !IsEarlier(reference.Change, write) ? new TextPiece(piece.Text, null) : piece)];

    /// <summary>The values of other changes that a change refers to, each once.</summary>
    public IReadOnlyList<ReferencedValue> References(PlannedWrite write) => _references[write];

    /// <summary>The values of a change that later changes refer to, each once.</summary>
    public IReadOnlyList<ReferencedValue> ReferencesTo(PlannedWrite write) => [.. _wanted[write.Change.Id]];

    /// <summary>What a value is called that one change hands to another, in languages in which a dot parts names.</summary>
    public string NameOf(ReferencedValue value) => $"{Find(value.Change).Symbol}_{value.Path.Replace('.', '_')}";

    /// <summary>What an update changes, a line for each property, without anything invisible; nothing of any other change.</summary>
    public static IEnumerable<string> Differences(PlannedWrite write) => write.Change.Action != ChangeAction.Update ? []
        : write.Change.Properties.Select(property => Printable.Text(
            $"{property.Path}: {ValueText.Of(property.Before, whole: false)} -> {ValueText.Of(property.After, whole: false)}"));

    private IEnumerable<ReferencedValue> ReferencesOf(PlannedWrite write) =>
        new[] { write.Change.Resource }.Concat(write.Body is { } body ? body.Texts() : [])
            .SelectMany(text => Pieces(text, write))
            .Select(piece => piece.Reference)
            .OfType<ReferencedValue>();

    private bool IsEarlier(string id, PlannedWrite write) =>
        _byId.TryGetValue(id, out var other) && other.Number < write.Number;

    private static PlannedWrite Of(Change change, int number, ChangeWords words, ResourceTypes types)
    {
        var controls = string.Join(", ", change.Because.Select(cause => cause.Control).Distinct());
        var title = $"{change.Id}: {PlanWords.Of(change.Action)} {words.Described(change, "")}";
        var subject = types.ReadAt(change.Type, change.Resource);
        var resource = Addresses.Parsed(change.Resource);
        var isAction = subject != change.Resource;
        var isClear = resource is not null
            && (isAction || resource.IsOfType(change.Type))
            && (!DeploymentScope.Is(resource) || resource.IsOfType(TypeNames.ResourceGroup));
        return new PlannedWrite
        {
            Change = change,
            Number = number,
            Symbol = IsIdentifier(change.Id) ? change.Id : string.Create(CultureInfo.InvariantCulture, $"change{number}"),
            Resource = resource ?? Nowhere,
            Scope = DeploymentScope.Of(resource ?? Nowhere),
            Subject = Addresses.Parsed(subject) ?? Nowhere,
            Kind = isClear ? KindOf(change, isAction) : WriteKind.Unclear,
            IsConditional = types.Find(change.Type)?.IsConditional(change.ToWrite()) == true,
            Title = Printable.Text(controls.Length > 0 ? $"{title}, for {controls}" : title),
        };
    }

    private static bool IsIdentifier(string text) => text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(char.IsAsciiLetterOrDigit);

    private static WriteKind KindOf(Change change, bool isAction) => change.Method switch
    {
        "PUT" => isAction ? WriteKind.Action : WriteKind.Whole,
        "PATCH" => WriteKind.Part,
        "DELETE" => WriteKind.Removal,
        _ => WriteKind.Action,
    };
}
