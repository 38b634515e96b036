using Baseline.Azure;
using Baseline.Cli.Output;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Cli.Formats;

/// <summary>The unified diffs that a form shows where it has a place for them.</summary>
/// <param name="Bodies">Whether changes are shown as diffs of what is sent.</param>
/// <param name="Document">What the plan's document says differently from the one it is compared with; null where none is.</param>
public sealed record ShownDiffs(bool Bodies, string? Document)
{
    /// <summary>No diffs.</summary>
    public static ShownDiffs None { get; } = new(Bodies: false, null);
}

/// <summary>A plan to be shown, and how.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Document">The document's path as the user gave it; null where only a saved plan is at hand.</param>
/// <param name="Palette">The colours of where it is shown.</param>
/// <param name="Width">Columns in which prose is wrapped; null: it is not wrapped.</param>
/// <param name="Verbose">Whether everything is listed, folded items too.</param>
public sealed record PlanView(Plan Plan, string? Document, Palette Palette, int? Width, bool Verbose)
{
    /// <summary>The controls that the tool knows: what a form says of them beside the plan.</summary>
    public required IReadOnlyList<ControlDefinition> Controls { get; init; }

    /// <summary>The resource types that the tool writes to: what they and their properties are called.</summary>
    public required ResourceTypes Types { get; init; }

    /// <summary>The command that applies it once it is saved; where it goes by the default names, that of a plan so called.</summary>
    public string Applying { get; init; } = "baseline apply plan.json";

    /// <summary>The captured estate that the plan was made from, as the user named it; null: none, or it is not known.</summary>
    public string? Snapshot { get; init; }

    /// <summary>
    /// What an undo says of the run's changes that it leaves, as a sentence; null where it leaves none, and of other plans.
    /// </summary>
    public string? WhatIsLeft { get; init; }

    /// <summary>How many whole days ago that estate was captured; null where there is none, or it does not say when.</summary>
    public int? SnapshotDays { get; init; }

    /// <summary>Where the document says what findings rest on; null where only a saved plan is at hand.</summary>
    public DocumentPlaces? Places { get; init; }

    /// <summary>
    /// Which numbers of standards the plan's controls judge; without the document those that any document with them covers.
    /// </summary>
    public StandardNumbersText Standards { get; init; } = new(null);

    /// <summary>The pipeline's run in which the plan is made; null outside pipelines.</summary>
    public PipelineRun? Run { get; init; }

    /// <summary>The unified diffs that are shown.</summary>
    public ShownDiffs Diffs { get; init; } = ShownDiffs.None;

    /// <summary>Whether text and Markdown show whole ids in place of names.</summary>
    public bool WholeIds { get; init; }

    /// <summary>The short names of the plan's resources; their whole ids where those are wanted.</summary>
    public Addresses Addresses() => new(Plan) { WholeIds = WholeIds };

    /// <summary>What a control is about; empty where the tool does not know it.</summary>
    public string TitleOf(string control) => TitleOf(control, int.MaxValue);

    /// <summary>The same; where there is no room for it, the few words that say the same.</summary>
    /// <param name="control">The control's id.</param>
    /// <param name="room">Columns.</param>
    public string TitleOf(string control, int room) =>
        Controls.FirstOrDefault(known => known.Id == control) is not { } definition ? ""
        : definition.Title.Length <= room ? definition.Title
        : definition.Topic;
}

/// <summary>A form in which a plan can be shown.</summary>
public interface IPlanFormat
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>The plan in this form, with a line break at its end.</summary>
    string Render(PlanView view);
}

/// <summary>A form in JSON that is written a part at a time, because it holds all of the plan.</summary>
public interface IJsonFormat : IPlanFormat
{
    /// <summary>Writes the plan in this form, as UTF-8, with a line break at its end.</summary>
    /// <param name="view">The plan.</param>
    /// <param name="target">Where to.</param>
    void Write(PlanView view, Stream target);
}

/// <summary>A file of a form that takes several.</summary>
/// <param name="Name">Its name, without a folder.</param>
/// <param name="Content">Its text.</param>
public sealed record FolderFile(string Name, string Content);

/// <summary>A form that may take several files: it is written into a folder.</summary>
public interface IFolderFormat : IPlanFormat
{
    /// <summary>The file that is always among them.</summary>
    string MainFile { get; }

    /// <summary>
    /// Whether this form begins its files with such a line: a file that begins with another was written by somebody else.
    /// </summary>
    /// <param name="line">The first line of a file.</param>
    bool BeginsWith(string line);

    /// <summary>The plan in this form; the main file is the first.</summary>
    IReadOnlyList<FolderFile> Files(PlanView view);
}
