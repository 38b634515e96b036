using Baseline.Cli.Files;
using Baseline.Cli.Formats;
using Baseline.Cli.Output;
using Baseline.Plans;

namespace Baseline.Cli.Commands.Show;

/// <summary>Shows a saved plan in any form.</summary>
public sealed class ShowCommand(CommandContext context)
{
    private const string Unnamed = "DOCUMENT";

    /// <summary>Runs the command.</summary>
    public ExitCode Run(ShowArguments arguments)
    {
        if (context.ReadPlan(arguments.PlanFile) is not { } whole
            || (arguments.Only.IsEmpty ? whole : context.Accept(PlanExcerpt.Of(whole, arguments.Only))) is not { } plan)
        {
            return ExitCode.Error;
        }

        var document = arguments.Document is { } path ? context.ReadDocument(path) : null;
        if (arguments.Document is not null && document is null)
        {
            return ExitCode.Error;
        }

        var applying = context.Applying(arguments.PlanFile);
        var apply = document is not null || IsOfDefault(plan) ? applying : applying.With(TypedCommand.Document, Unnamed);
        context.Show(plan, arguments.Document, arguments.Formats, document, new ShownDiffs(arguments.Diff, null), applying: apply);
        if (arguments.Only.IsEmpty && plan is { IsEmpty: false, Exceeded.Count: 0 })
        {
            context.Streams.WriteMessage($"Digest: {PlanFile.DigestOf(plan)}");
            context.Streams.WriteMessage($"To apply exactly this plan:  {Applying(plan, apply)}", Tone.Strong);
        }

        return ExitCode.Done;
    }

    /// <summary>Whether the plan was made from the document that is taken where none is named, as it is now.</summary>
    private bool IsOfDefault(Plan plan)
    {
        const string path = DocumentOption.DefaultPath;
        return File.Exists(context.IO.FullPath(path))
            && context.Reader(context.Documents, path).Read(path).Value is { } document
            && document.Digest == plan.Baseline.Digest;
    }

    /// <summary>
    /// The command that applies the plan to what it was made from. A plan does not tell the path of its document, nor which file of the
    /// emulator that was, and an undo not whether it was any.
    /// </summary>
    private static string Applying(Plan plan, TypedCommand apply)
    {
        var command = plan.Estate.Source == PlanEstate.Emulator ? apply.With(TypedCommand.Emulator, "FILE") : apply;
        List<string> hints =
        [
            .. apply.ValueOf(TypedCommand.Document) == Unnamed
                ? [$"{Unnamed} is the document {Printable.Text(plan.Baseline.Name)} that it was made from"]
                : Array.Empty<string>(),
            .. plan.Estate.Source == Plan.UndoSource
                ? [$"with {TypedCommand.Emulator} FILE where the run was on the emulator"]
                : Array.Empty<string>(),
        ];
        return hints.Count == 0 ? $"{command}" : $"{command}  ({string.Join("; ", hints)})";
    }
}
