import AtomSink
import CommandSink
import CommitmentsStage
import DIPSource
import EntitiesStage
import EuroparlSource
import FederalRegisterSource
import FeedSource
import FileSink
import FolderSource
import MailSink
import ODataSource
import OpenOverheidSource
import ParseStage
import Pipeline
import PluginSink
import SRUSource
import StrictYAML
import SyncFeedSource
import ThemesStage
import UKQuestionsSource
import WebhookSink

/// Every plugin in this build: the one place to change when adding one.
let builtIn = PluginRegistry(
    sources: [
        FeedSource.self, SyncFeedSource.self, SRUSource.self, FolderSource.self, ODataSource.self,
        OpenOverheidSource.self,
        DIPSource.self, UKQuestionsSource.self, EuroparlSource.self, FederalRegisterSource.self,
    ],
    stages: [ParseStage.self, ThemesStage.self, EntitiesStage.self, CommitmentsStage.self],
    sinks: [
        FileSink.self, WebhookSink.self, CommandSink.self, MailSink.self, AtomSink.self, PluginSink.self,
    ])

/// The plugins that a configuration may name, and how they are built from it.
struct PluginRegistry: Sendable {
    let sources: [any Source.Type]
    let stages: [any Stage.Type]
    let sinks: [any Sink.Type]

    /// With further stages.
    func with(_ more: [any Stage.Type]) -> PluginRegistry {
        PluginRegistry(sources: sources, stages: stages + more, sinks: sinks)
    }
}
