using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Json;
using Baseline.Yaml;

namespace Baseline.Cli.Tests.Toy;

/// <summary>A control that the product has never heard of: every stream is in the mode that the document asks for.</summary>
internal sealed class StreamDefinition : ControlDefinition<StreamSettings>
{
    public override string Id => StreamSettings.Id;

    public override string Title => "Streams are on";

    public override string Requires => "Every stream in scope is in the wanted mode.";

    public override Uri RulePage => new("https://example.org/streams");

    public override string Schema => """{"type":"object","properties":{"mode":{"enum":["on","off"]}},"required":["mode"]}""";

    public override ExemptionTargets Exempts { get; } = new([StreamType.TypeName], "streams");

    public override IReadOnlyDictionary<string, string> Examples { get; } = new Dictionary<string, string> { ["mode"] = "mode: \"on\"" };

    public override IControlSettings Read(MapReader control, DiagnosticBag bag)
    {
        var mode = control.OneOf("mode", ["on", "off"], required: true);
        control.Done();
        return new StreamSettings(mode ?? "on", control.Place.Span);
    }

    public override string Starter(Estate estate, EstateScope scope, DateOnly asOf) =>
        $"  {Id}:                            # {estate.OfType(StreamType.TypeName).Count} streams were read\n    mode: \"on\"\n";

    protected override IControl Create(StreamSettings settings) => new StreamControl(settings);

    protected override EstateNeeds Needs(StreamSettings settings) => new(KeyVaults: false, ActivityLog: false)
    {
        Types = [new ListedType(StreamType.TypeName, "2026-01-01"), new ListedType("Contoso.Telemetry/alerts", "2026-01-01")],
    };

    protected override RoleActions Actions(StreamSettings settings) =>
        new(["Contoso.Telemetry/streams/read"], ["Contoso.Telemetry/streams/write"], [], []);
}

/// <summary>What a document says of it.</summary>
internal sealed record StreamSettings(string Mode, SourceSpan Span) : IControlSettings
{
    public const string Id = "Contoso-001";

    public string Control => Id;

    public IEnumerable<ResourceId> Destinations => [];
}

internal sealed class StreamControl(StreamSettings settings) : IControl
{
    public string Id => StreamSettings.Id;

    public IReadOnlyList<string> JudgedTypes => [StreamType.TypeName];

    public Evaluation Evaluate(EvaluationInput input)
    {
        var context = new ControlContext(input, Id);
        var streams = input.Estate.OfType(StreamType.TypeName)
            .Where(stream => context.IsWanted(stream.Id) && context.Scope.Covers(stream.Id))
            .ToList();
        return context.Conclude(streams.Select(stream => Evaluate(context, stream)));
    }

    public bool Owns(ArmWrite write, ResourceId owner) => write.Type == StreamType.TypeName;

    public string? WhyNotAsked(SavedWrite write, SavedPlan plan) =>
        write.Write.Body.TextAt("properties.mode") == settings.Mode ? null : $"The document asks for mode {settings.Mode}.";

    private Finding Evaluate(ControlContext context, ObservedResource stream)
    {
        if (context.Exemptions.Live(Id, stream.Id, context.AsOf) is { } exemption)
        {
            return Finding.Exempted(Id, stream.Id, exemption);
        }

        context.MarkJudged(stream.Id);
        context.Explain(stream.Id, () => [new EvidenceStep(0, $"{stream.Id} properties.mode", $"The mode is {ModeOf(stream)}.")]);
        if (ModeOf(stream) == settings.Mode)
        {
            return new Finding(Id, stream.Id, ComplianceState.Compliant, $"The mode is {settings.Mode}.");
        }

        var finding = new Finding(Id, stream.Id, ComplianceState.Noncompliant, $"The mode is {ModeOf(stream)}.");
        if (context.WhyNotWritable(stream.Id) is { } obstacle)
        {
            return finding with { Obstacles = [obstacle] };
        }

        context.Propose(
            new ChangeDraft($"stream|{stream.Id.Key}", 10)
            {
                Action = ChangeAction.Update,
                Resource = stream.Id.Text,
                Type = StreamType.TypeName,
                ApiVersion = "2026-01-01",
                Method = "PATCH",
                Body = new JsonObject { ["properties"] = new JsonObject { ["mode"] = settings.Mode } },
                Live = stream.Body,
            },
            stream.Id);
        return finding;
    }

    private static string? ModeOf(ObservedResource stream) => stream.Body.TextAt("properties.mode");
}
