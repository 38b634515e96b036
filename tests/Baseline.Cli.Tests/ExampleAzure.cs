using Azure.Core.Pipeline;
using Baseline.Applying;
using Baseline.Arm.Client;
using Baseline.Arm.Reading;
using Baseline.Arm.Writing;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Emulator;
using Baseline.Plans;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests;

/// <summary>An example's estate as if it were Azure, read and written by the tool's own adapters.</summary>
internal sealed class ExampleAzure : IDisposable
{
    private static readonly FixedClock Clock = new(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));

    private readonly ArmEmulator _emulator;
    private readonly ArmConnection _connection;
    private readonly string _example;

    public ExampleAzure(string example)
    {
        _example = example;
        using var seed = File.OpenRead(Repo.PathOf("examples", example, "estate.json"));
        _emulator = ArmEmulator.Load(seed, new EmulatorOptions(Clock));
        _connection = new ArmConnection(new ArmOptions
        {
            Clock = Clock,
            Transport = new HttpClientTransport(new ArmEmulatorHandler(_emulator)),
            PollInterval = TimeSpan.FromMilliseconds(1),
        });
    }

    /// <summary>What writes to it.</summary>
    public IChangeWriter Writer => new ArmChangeWriter(_connection);

    /// <summary>The writes that were served, each with its body.</summary>
    public IReadOnlyList<string> Writes =>
        [.. _emulator.Log
            .Where(exchange => exchange.Method is "PUT" or "PATCH" or "DELETE")
            .Select(exchange => $"{exchange.Method} {exchange.PathAndQuery} {exchange.RequestBody}")];

    /// <summary>The estate as it is now.</summary>
    public string Saved()
    {
        using var target = new MemoryStream();
        _emulator.Save(target);
        return System.Text.Encoding.UTF8.GetString(target.ToArray());
    }

    /// <summary>Reads and plans by the example's document.</summary>
    public async Task<Plan> PlanAsync()
    {
        var document = Assert.IsType<BaselineDocument>(new BaselineReader(new FileDocumentSource(Repo.DocumentFolder(_example)), ControlCatalogue.Product.All).Read("baseline.yaml").Value);
        var estate = await new ArmEstateReader(_connection, "emulator", Clock.GetUtcNow())
            .ReadAsync(new Planner(ControlCatalogue.Product).RequestFor(document), TestContext.Current.CancellationToken);
        return new Planner(ControlCatalogue.Product).Plan(document, estate, new DateOnly(2026, 11, 22));
    }

    /// <summary>Carries a plan out.</summary>
    public static async Task<ApplyReport> ApplyAsync(IChangeWriter writer, Plan plan, int parallelism)
    {
        using var journal = new MemoryStream();
        return await new Applier(ControlCatalogue.Product.Types, writer, new RunJournal(journal, Clock), ApplyPace.InMemory with { Unanswered = parallelism, InWork = parallelism }, Clock)
            .ApplyAsync(plan, new SilentObserver(), TestContext.Current.CancellationToken);
    }

    public void Dispose() => _connection.Dispose();
}
