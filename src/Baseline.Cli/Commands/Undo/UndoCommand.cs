using System.Text.Json;
using Baseline.Applying;
using Baseline.Azure;
using Baseline.Cli.Commands.Outputs;
using Baseline.Cli.Estates;
using Baseline.Cli.Files;
using Baseline.Cli.Formats;
using Baseline.Cli.Output;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Plans;
using Baseline.Plans.Undoing;

namespace Baseline.Cli.Commands.Undo;

/// <summary>Restores what a run changed: a plan from its journal, under the same checks as any other.</summary>
public sealed class UndoCommand(CommandContext context)
{
    // As many as the documents of the examples allow: an undo that no document bounds is no smaller thing than an apply.
    private const int MostChangesWithoutDocument = 50;

    private readonly UndoPlanner _planner = new(context.Catalogue.Types);

    /// <summary>Runs the command.</summary>
    public Task<ExitCode> RunAsync(UndoArguments arguments, CancellationToken cancellationToken) =>
        new OutputsWriter(context, arguments.Outputs).AfterAsync(() => UndoAsync(arguments, cancellationToken));

    private async Task<RunOutcome> UndoAsync(UndoArguments arguments, CancellationToken cancellationToken)
    {
        var hasDocument = arguments.DocumentIsGiven || File.Exists(context.IO.FullPath(arguments.Document));
        var document = hasDocument ? context.ReadDocument(arguments.Document) : null;
        if ((hasDocument && document is null) || new JournalFile(context).Read(arguments, document?.Name) is not { } run)
        {
            return new RunOutcome(ExitCode.Error);
        }

        var session = context.Opener.Open(arguments.Estate, context.IO, context.Streams);
        var undoing = await PlanAsync(run, session, document, cancellationToken);
        var planned = new RunOutcome(ExitCode.Done, undoing.Plan)
        {
            Left = Counts(run, undoing).Left,
        };
        Show(run, undoing, arguments);
        if (CheckLimits(undoing.Plan, document, arguments) is { } refusal)
        {
            context.Streams.Report(refusal.Diagnostics);
            return planned with { Code = refusal.Code };
        }

        if (undoing.Plan.IsEmpty)
        {
            if (WhyNothing(run, undoing, arguments.Formats) is { } why)
            {
                context.Streams.WriteMessage(why);
            }

            return planned;
        }

        // Whoever saves a plan wants it reviewed first, at a terminal too: there it was asked for approval all the same.
        if (arguments is { Out: { } path, AutoApprove: false })
        {
            return await SavedAsync(planned, path, document, session, cancellationToken);
        }

        var isApproved = arguments.AutoApprove || await Approval.AskAsync(context, cancellationToken);
        return isApproved
            ? planned with
            {
                Code = await ApplyAsync(undoing.Plan, arguments, session, cancellationToken),
                After = undoing.Plan with { Changes = [], Exceeded = [] },
            }
            : planned with { Code = ExitCode.Error };
    }

    /// <summary>
    /// How a plan ends that is saved for somebody to review: with the command that applies it, or why that would refuse it.
    /// </summary>
    private async Task<RunOutcome> SavedAsync(
        RunOutcome planned, string path, BaselineDocument? document, EstateSession session, CancellationToken cancellationToken)
    {
        var refusal = document is null || planned.Plan is not { } plan
            ? null
            : await new SavedPlanGate(context, session).CheckAsync(plan, document, cancellationToken);
        if (refusal is null)
        {
            context.Streams.WriteMessage($"Nothing was changed. When the plan is reviewed: {context.Typed.As("apply", path)}");
            return planned;
        }

        var fix = "Undo it without saving the plan first; what is put back then need not be what the document asks for:\n"
            + $"    {context.Typed.Without("--out")}";
        context.Streams.Report([.. refusal.Diagnostics.Select(one => one with { Fix = fix })]);
        return planned with { Code = refusal.Code };
    }

    /// <summary>
    /// The plan that restores, held against the limit on changes. The limit on a part of what was judged can't hold here: an
    /// undo judges nothing. It is a plan for the document at hand where there is one, so that a saved one can be applied.
    /// </summary>
    private async Task<UndoResult> PlanAsync(
        RunRecord run, EstateSession session, BaselineDocument? document, CancellationToken cancellationToken)
    {
        var writer = session.Writer ?? throw new InvalidOperationException("The estate is read only.");
        var live = await LiveAsync(run, writer, cancellationToken);
        var (obstacle, unwanted, names) = await ObstaclesAsync(run, session, document, cancellationToken);
        var source = new PlanEstate(Plans.Plan.UndoSource, null) { Subscriptions = names };

        // What is left may have been all that spoke for something else, so that each plan is looked at anew.
        var whys = new Dictionary<(string Method, string Resource), string>();
        UndoResult undoing;
        do
        {
            undoing = _planner.Plan(
                run,
                live,
                source,
                (write, altered, earlier) => obstacle(write, altered, earlier) ?? whys.GetValueOrDefault((write.Method, write.Resource)));
        }
        while (unwanted(undoing.Plan).Where(one => whys.TryAdd((one.Change.Method, one.Change.Resource), one.Why)).ToList().Count > 0);

        var most = document is null ? MostChangesWithoutDocument : document.Limits.MaxChanges;
        var exceeded = PlanGuard.Exceeded(most, maxChangedPercent: null, undoing.Plan.Changes, new HashSet<ResourceId>());
        var baseline = document is null ? undoing.Plan.Baseline : new PlanBaseline(document.Name, document.Digest);
        return undoing with { Plan = undoing.Plan with { Baseline = baseline, Exceeded = exceeded } };
    }

    /// <summary>
    /// What stands in the way of writes: locks, and what the document at hand does not let be changed; what it does not ask for of
    /// what would be made anew or give access; and the names of the run's subscriptions.
    /// </summary>
    private async Task<(
        Func<ArmWrite, IReadOnlyCollection<string>, IEnumerable<ArmWrite>, string?> Obstacle,
        Func<Plan, IReadOnlyList<PlanObjection>> Unwanted,
        IReadOnlyDictionary<string, string> Names)> ObstaclesAsync(
        RunRecord run, EstateSession session, BaselineDocument? document, CancellationToken cancellationToken)
    {
        var writes = run.Changes.Where(change => change.MayHaveTakenEffect).Select(change => change.Recorded.Write).ToList();
        var subscriptions = writes.Select(write => WriteScope.OwnerOf(context.Catalogue.Types, write)?.SubscriptionId).OfType<string>()
            .Where(guid => Guid.TryParseExact(guid, "D", out _)).Select(guid => guid.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        var request = new EstateRequest(Tenant: false, [], [.. subscriptions], EstateNeeds.Nothing, []);
        var (estate, today) = await session.ObserveAsync(
            document is null ? request : request.And(WriteScope.RequestFor(context.Catalogue, document, writes)),
            context.IO.Clock,
            cancellationToken);
        context.Streams.Report(session.Failures.Take());
        var scope = document is null ? null : new WriteScope(context.Catalogue, document, estate, today);
        var names = estate.Subscriptions.Where(one => one.DisplayName.Length > 0 && subscriptions.Contains(one.Id.ToLowerInvariant()))
            .OrderBy(one => one.Id, StringComparer.Ordinal)
            .ToDictionary(one => one.Id.ToLowerInvariant(), one => one.DisplayName, StringComparer.Ordinal);
        return (
            (write, altered, earlier) => scope?.WhyNot(write, altered)
                ?? LockObstacles.WhyBlocked(context.Catalogue.Types, write, estate, earlier),
            plan => document is null ? [] : new UndoneCreationCheck(context.Catalogue).Objections(plan, document, estate, today),
            names);
    }

    /// <summary>
    /// Why there is nothing to undo; null where the text on standard output has said so: that there is nothing it does say, and what is
    /// left, but not why.
    /// </summary>
    private static string? WhyNothing(RunRecord run, UndoResult undoing, IReadOnlyList<FormatRequest> formats)
    {
        var (written, left) = Counts(run, undoing);
        var isText = formats.Any(request => request.Path is null && request.Format == PlanFormats.Default);
        return written == 0 ? "The run changed nothing."
            : left == 0 ? "Everything that the run changed is already as it was before the run."
            : isText ? null
            : left == written ? "Everything that the run changed is left as it is, for the reasons above."
            : $"Of {Quantity.Of(written, "change")} of the run, {Quantity.Of(left, "is", "are")} left as above; "
                + "the rest is already as it was before the run.";
    }

    /// <summary>What the result says of the changes that are left; null where none is.</summary>
    private static string? WhatIsLeft(RunRecord run, UndoResult undoing)
    {
        var (written, left) = Counts(run, undoing);
        return left == 0 ? null
            : !undoing.Plan.IsEmpty
                ? $"{left} of {Quantity.Of(written, "change")} of the run {Quantity.Noun(left, "is", "are")} left, wholly or in part."
            : left == written ? "Everything that the run changed is left as it is."
            : $"Of {Quantity.Of(written, "change")} of the run, {Quantity.Of(left, "is left as it is", "are left as they are")}; "
                + "the rest is already as it was before the run.";
    }

    private static (int Written, int Left) Counts(RunRecord run, UndoResult undoing) => (
        run.Changes.Count(change => change.MayHaveTakenEffect),
        undoing.Left.Select(entry => entry.Change.ChangeId).Distinct().Count());

    private Refusal? CheckLimits(Plan plan, BaselineDocument? document, UndoArguments arguments) =>
        document is not null
            ? LimitGate.Check(plan.Exceeded, arguments.AllowOverLimits, context.Typed.ToString(), isUndo: true)
            : plan.Exceeded.Count == 0 || arguments.AllowOverLimits is not null ? null
            : new Refusal(ExitCode.BeyondLimit, new Diagnostic(
                Severity.Error,
                "BL5003",
                "Beyond the limit of an undo without a document",
                $"{plan.Changes.Count} changes are planned; without a document the limit is {MostChangesWithoutDocument}. "
                    + "Nothing was changed.",
                "Name the document, whose limits hold then, or say why this one may be exceeded:\n"
                    + $"    {context.Typed.With(TypedCommand.Document, "FILE")}\n"
                    + $"    {context.Typed.With("--allow-over-limits", "REASON")}"));

    private void Show(RunRecord run, UndoResult undoing, UndoArguments arguments)
    {
        if (arguments.Out is { } path)
        {
            var digest = "";
            UserFiles.Replace(context.IO, path, Audience.Owner, stream => digest = PlanFile.Write(undoing.Plan, stream));
            context.Streams.WriteMessage($"Saved as {path}, {digest}.");
        }

        context.Show(undoing.Plan, arguments.Document, arguments.Formats, whatIsLeft: WhatIsLeft(run, undoing));
        var addresses = new Addresses(undoing.Plan) { WholeIds = context.Streams.Display.WholeIds };
        foreach (var (change, why) in undoing.Left)
        {
            var name = addresses.Sentence(change.Resource, subscription: null);
            context.Streams.WriteEntry(
                $"Left: {context.Catalogue.Types.NounOf(change.Type)} {name}, {change.ChangeId} of the run. {why}", Tone.Caution);
        }
    }

    private async Task<ExitCode> ApplyAsync(
        Plan plan, UndoArguments arguments, EstateSession session, CancellationToken cancellationToken)
    {
        var overLimits = plan.Exceeded.Count > 0 ? arguments.AllowOverLimits : null;
        var report = await new PlanExecutor(context, session, arguments.Document, arguments.Journal, overLimits)
            .RunAsync(plan, cancellationToken);
        var page = context.Streams.Page().Line().Line(ApplyReportRenderer.Closing(report), report.Succeeded ? Tone.Good : Tone.Caution);
        context.Streams.WriteOutput(page.ToString());
        return ExitCodes.First(ExitCodes.Of(report));
    }

    /// <summary>
    /// What each changed resource looks like now; one that can't be read stops the undo before any write. What the tool never
    /// writes to is not read either, whatever a journal says.
    /// </summary>
    private async Task<IReadOnlyDictionary<string, JsonElement>> LiveAsync(
        RunRecord run, IChangeWriter writer, CancellationToken cancellationToken)
    {
        var live = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var change in run.Changes.Where(change => change.MayHaveTakenEffect
            && context.Catalogue.Types.WhyNeverSent(change.Recorded.Write) is null))
        {
            if (cancellationToken.IsCancellationRequested)
            {
                throw new CancelledException(
                    $"Cancelled while reading: {live.Count} of the resources that the run changed were read; nothing was written.");
            }

            var id = _planner.ReadId(change);
            var result = await writer.ReadAsync(id, change.ApiVersion, CancellationToken.None);
            if (result.SignIn is { } signIn)
            {
                throw new DiagnosticException(signIn);
            }

            if (result.Failure is { } failure)
            {
                throw new DiagnosticException(new Diagnostic(
                    Severity.Error,
                    "BL5002",
                    "Cannot see what there is to undo",
                    $"{failure.Operation} failed: {failure.Status} {failure.Code}. {failure.Message} Nothing was changed.",
                    "Grant read access to the resource, then undo again.",
                    Resource: change.Resource));
            }

            live[change.ChangeId] = result.Body;
        }

        return live;
    }
}
