using Baseline.Azure;
using Baseline.Estates;
using Xunit;
using static Baseline.Arm.Tests.TestAzure;

namespace Baseline.Arm.Tests;

/// <summary>What protects the logs in the accounts that a document names.</summary>
public sealed class ReceiverReadTests
{
    private const string Service = $"{Account}/blobServices/default";
    private const string Containers = $"{Service}/containers";

    private readonly ScriptedAzure _azure = Empty();

    [Fact]
    public async Task Nothing_of_an_account_is_read_that_is_not_needed()
    {
        _azure.OnGet(Account, Reply.Ok(Resource(Account)));

        var estate = await ReadAsync(_azure, Request(keyVaults: false, named: Account));

        Assert.Equal([Account], estate.Resources.Select(found => found.Id.Text));
    }

    [Fact]
    public async Task The_blob_service_is_read_where_it_is_needed()
    {
        _azure.OnGet(Account, Reply.Ok(Resource(Account)));
        _azure.OnGet(Service, Reply.Ok(Resource(Service)));

        var estate = await ReadAsync(_azure, Needing(new EstateNeeds(false, false) { BlobServices = true }));

        Assert.Equal([Account, Service], estate.Resources.Select(found => found.Id.Text));
    }

    [Fact]
    public async Task Containers_of_logs_are_read_and_those_that_are_named_each_by_itself_where_something_keeps_it()
    {
        _azure.OnGet(Account, Reply.Ok(Resource(Account)));
        _azure.OnGet(Containers, Reply.List(
            Resource($"{Containers}/insights-logs-auditevent", """{"hasImmutabilityPolicy":true}"""),
            Resource($"{Containers}/insights-activity-logs"),
            Resource($"{Containers}/evidence", """{"hasLegalHold":true}"""),
            Resource($"{Containers}/pictures", """{"hasImmutabilityPolicy":true}""")));
        _azure.OnGet($"{Containers}/insights-logs-auditevent", Reply.Ok(Resource($"{Containers}/insights-logs-auditevent", """{"whole":1}""")));
        _azure.OnGet($"{Containers}/evidence", Reply.Ok(Resource($"{Containers}/evidence", """{"whole":1}""")));

        var estate = await ReadAsync(_azure, Needing(new EstateNeeds(false, false) { LogContainers = true, ContainerNames = ["evidence"] }));

        var containers = estate.OfType(TypeNames.BlobContainer);
        Assert.Equal(["evidence", "insights-activity-logs", "insights-logs-auditevent"], containers.Select(found => found.Id.Name));
        Assert.Equal(2, containers.Count(found => found.Body.GetRawText().Contains("whole", StringComparison.Ordinal)));
        Assert.Empty(estate.Unreadable);
    }

    [Fact]
    public async Task A_list_of_containers_that_fails_is_unreadable_as_a_whole()
    {
        _azure.OnGet(Account, Reply.Ok(Resource(Account)));
        _azure.OnGet(Containers, Reply.Error(403, "AuthorizationFailed"));

        var estate = await ReadAsync(_azure, Needing(new EstateNeeds(false, false) { LogContainers = true }));

        Assert.Equal([Containers], estate.Unreadable.Select(entry => entry.Id.Text));
        Assert.Equal(403, estate.List(ResourceId.Parse(Service), TypeNames.BlobContainer).Unreadable?.Status);
    }

    [Fact]
    public void What_several_controls_need_is_needed_once()
    {
        var needs = new EstateNeeds(false, false) { BlobServices = true, ContainerNames = ["b", "a"] }
            .And(new EstateNeeds(false, false) { LogContainers = true, ContainerNames = ["a", "c"] })
            .And(EstateNeeds.Nothing);

        Assert.True(needs is { BlobServices: true, LogContainers: true });
        Assert.Equal(["a", "b", "c"], needs.ContainerNames);
    }

    private static EstateRequest Needing(EstateNeeds needs) => Request(keyVaults: false, named: Account) with
    {
        Needs = needs with { Encryption = false },
    };
}
